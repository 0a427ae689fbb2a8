package import Hummingbird

/// The answer to a form that did its work: look there (303), so that reloading does not send the form again.
package struct SeeOther: ResponseGenerator, Sendable {
    private let location: String
    private let cookies: [Cookie]

    /// Leads to a path of this site.
    package init(_ location: String, cookies: [Cookie] = []) {
        self.location = location
        self.cookies = cookies
    }

    package func response(from request: Request, context: some RequestContext) throws -> Response {
        var response = Response(status: .seeOther, headers: [.location: location, .cacheControl: "no-store"])
        for cookie in cookies { response.setCookie(cookie) }
        return response
    }
}
