package import HTTPTypes
package import Hummingbird

/// A rendered page on its way out.
package struct HTMLPage: ResponseGenerator, Sendable {
    /// The HTTP status.
    package var status: HTTPResponse.Status
    /// The whole document.
    package var html: HTML
    /// Headers beside the content type.
    package var headers: HTTPFields

    /// A page that is never kept by caches, because it may hold what is personal.
    package init(
        _ html: HTML, status: HTTPResponse.Status = .ok, headers: HTTPFields = [.cacheControl: "private, no-store"]
    ) {
        self.status = status
        self.html = html
        self.headers = headers
    }

    package func response(from request: Request, context: some RequestContext) throws -> Response {
        var headers = headers
        headers[.contentType] = "text/html; charset=utf-8"
        return Response(
            status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: html.markup)))
    }
}
