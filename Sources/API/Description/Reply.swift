import Commerce
import Foundation
import HTTPSupport
import HTTPTypes
import Hummingbird

/// What an operation answers, in JSON with names in snake_case. Caches keep nothing of it, but for what has a tag: that is
/// asked for again each time.
struct Reply: Sendable {
    private var status: HTTPResponse.Status = .ok
    private var headers: HTTPFields = [.contentType: "application/json", .cacheControl: "private, no-store"]
    private var body: Data
    /// Answers `304` to who has it already.
    private var tag: EntityTag?

    private init(_ document: some Encodable) throws {
        body = try JSONEncoder.ofTheAPI.encode(document)
    }

    /// Done, and nothing to say about it.
    static let nothing = Reply()

    private init() {
        (status, headers, body) = (.noContent, [.cacheControl: "private, no-store"], Data())
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

    /// With these members alone, in a list those of each element. The tag stays that of the whole.
    func keeping(_ names: Set<String>) throws -> Reply {
        guard !names.isEmpty, !body.isEmpty else { return self }
        var reply = self
        let document = try JSONDecoder().decode(JSONValue.self, from: body)
        reply.body = try JSONEncoder.ofTheAPI.encode(document.keeping(names))
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

extension Reply {
    /// What is kept of an answer under an idempotency key, beside its status.
    struct Kept: Codable {
        let location: String?
        let tag: String?
        let body: String
    }

    var statusCode: Int16 { Int16(status.code) }

    var kept: Kept {
        Kept(location: headers[.location], tag: tag?.text, body: String(decoding: body, as: UTF8.self))
    }

    /// The answer as it was the first time.
    init(status: Int16, _ kept: Kept) {
        self.status = HTTPResponse.Status(code: Int(status))
        body = Data(kept.body.utf8)
        headers[.location] = kept.location
        headers[.eTag] = kept.tag
        if body.isEmpty { headers[.contentType] = nil }
    }
}

extension JSONValue {
    fileprivate func keeping(_ names: Set<String>) -> JSONValue {
        guard case .object(let members) = self else { return self }
        if case .array(let elements)? = members["data"] {
            var page = self
            page["data"] = .array(elements.map { $0.keeping(names) })
            return page
        }
        return .object(members.filter { names.contains($0.key) })
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
