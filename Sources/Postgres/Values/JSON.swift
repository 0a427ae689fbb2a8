import Foundation

/// A JSON document as text; bound as `jsonb`, read from `json` and `jsonb`.
package struct JSON: Hashable, Sendable {
    package let text: String

    package init(text: String) { self.text = text }

    /// - Throws: `EncodingError` when the value has no JSON form.
    package init(encoding value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        text = String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// - Throws: `DecodingError` when the document has another shape.
    package func decode<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return try decoder.decode(type, from: Data(text.utf8))
    }
}

extension JSON: PostgresEncodable, PostgresDecodable {
    /// `jsonb_send` puts a version before the text (source: `src/backend/utils/adt/jsonb.c`).
    private static let version: UInt8 = 1

    package static var postgresType: PostgresType { .jsonb }
    package func postgresBytes() -> [UInt8]? { [Self.version] + text.utf8 }

    package init(cell: Cell) throws(CellError) {
        let bytes = try cell.require(.jsonb, .json)
        guard cell.type == .jsonb else {
            self.init(text: String(decoding: bytes, as: UTF8.self))
            return
        }
        guard bytes.first == Self.version else { throw .malformed }
        self.init(text: String(decoding: bytes.dropFirst(), as: UTF8.self))
    }
}
