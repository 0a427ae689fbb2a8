import Foundation
import Hummingbird

/// An answer in JSON, with names in snake_case, which no cache keeps.
struct JSONDocument: ResponseGenerator, Sendable {
    private let body: ByteBuffer

    init(_ document: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        body = ByteBuffer(bytes: try encoder.encode(document))
    }

    func response(from request: Request, context: some RequestContext) throws -> Response {
        Response(
            status: .ok,
            headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "private, no-store"],
            body: ResponseBody(byteBuffer: body)
        )
    }
}
