import Foundation
import HTTPTypes
import Hummingbird

/// A JSON document on its way out; never kept by caches, because it holds sessions.
struct JSONAnswer: ResponseGenerator, Sendable {
    private let body: ByteBuffer
    private let status: HTTPResponse.Status
    private let headers: HTTPFields

    init(_ value: some Encodable, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        body = ByteBuffer(bytes: try encoder.encode(value))
        self.status = status
        self.headers = headers
    }

    static func empty() throws -> JSONAnswer { try JSONAnswer([String: String]()) }

    func response(from request: Request, context: some RequestContext) throws -> Response {
        var headers = headers
        headers[.contentType] = "application/json"
        if headers[.cacheControl] == nil { headers[.cacheControl] = "no-store" }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: body))
    }
}
