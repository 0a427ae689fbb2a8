import Foundation
import HTTPSupport
import HTTPTypes
import Hummingbird

/// What an operation answers, in JSON with names in snake_case. Caches keep nothing of it, but for what has a tag: that is
/// asked for again each time.
struct Reply: Sendable {
    private var status: HTTPResponse.Status = .ok
    private var headers: HTTPFields = [.contentType: "application/json", .cacheControl: "private, no-store"]
    private let body: Data
    /// Answers `304` to who has it already.
    private var tag: EntityTag?

    private init(_ document: some Encodable) throws {
        body = try JSONEncoder.ofTheAPI.encode(document)
    }

    static func document(_ document: some Encodable) throws -> Reply { try Reply(document) }

    /// With the tag of its state; a change can be asked for on condition that it is still the one.
    static func tagged(_ document: some Encodable) throws -> Reply {
        var reply = try Reply(document)
        let tag = EntityTag(of: reply.body)
        reply.tag = tag
        reply.headers[.eTag] = tag.text
        reply.headers[.cacheControl] = "private, no-cache"
        return reply
    }

    /// - Parameter path: of the new thing, from the host's root.
    static func created(_ document: some Encodable, at path: String) throws -> Reply {
        var reply = try tagged(document)
        reply.status = .created
        reply.headers[.location] = path
        return reply
    }

    /// The answer to that request: nothing but the tag where it has the same.
    func response(to request: Request) -> Response {
        guard let tag, request.method == .get, let known = request.headers[.ifNoneMatch], tag.isAmong(known) else {
            return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
        }
        return Response(status: .notModified, headers: [.eTag: tag.text, .cacheControl: "private, no-cache"])
    }
}

extension JSONEncoder {
    static var ofTheAPI: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
