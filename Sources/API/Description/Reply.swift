import Commerce
import Crypto
import Foundation
import HTTPSupport
import HTTPTypes
import Hummingbird

/// What an operation answers, in JSON with names in snake_case, which no shared cache keeps, and no cache at all where it has no tag.
struct Reply: Sendable {
    var status: HTTPResponse.Status = .ok
    var headers: HTTPFields = [.cacheControl: "private, no-store"]
    private(set) var body = Data()
    /// Answers `304` to who has it already.
    private(set) var tag: EntityTag?

    static let nothing = Reply(status: .noContent)

    /// - Parameter tag: of the state that is shown; a change can be asked for on condition that it is still the one.
    static func document(_ document: some Encodable, tag: EntityTag? = nil) throws -> Reply {
        var reply = Reply(body: try JSONEncoder.ofTheAPI.encode(document), tag: tag)
        reply.headers[.contentType] = "application/json"
        guard let tag else { return reply }
        reply.headers[.eTag] = tag.text
        reply.headers[.cacheControl] = "private, no-cache"
        return reply
    }

    /// - Parameter path: of the new thing, from the host's root.
    static func created(_ document: some Encodable, at path: String, tag: EntityTag? = nil) throws -> Reply {
        var reply = try Self.document(document, tag: tag)
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

/// Tells one state of a resource from another (RFC 9110, 8.8.3).
struct EntityTag: Hashable, Sendable {
    /// With its quotes.
    let text: String

    /// Of the content that an answer shows.
    init(of content: some Encodable) throws {
        let digest = SHA256.hash(data: try JSONEncoder.ofTheAPI.encode(content))
        text = "\"\(Data(digest.prefix(12)).base64URL)\""
    }

    func isAmong(_ field: String) -> Bool {
        let tags = field.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        return tags.contains { $0 == "*" || $0 == text || $0 == "W/\(text)" }
    }

    /// Nothing is asked without `If-Match`; otherwise the state has to be the one that is named.
    func require(by request: Request) throws(APIProblem) {
        guard let field = request.headers[.ifMatch] else { return }
        guard isAmong(field) else { throw .changedMeanwhile }
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
