extension String: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { .text }
    package func postgresBytes() -> [UInt8]? { Array(utf8) }

    /// Reads every type whose binary format is its text; an extension's text type (citext) too, since its id varies.
    package init(cell: Cell) throws(CellError) {
        guard let bytes = cell.bytes else { throw .null }
        guard cell.type.isTextual else { throw .typeMismatch }
        self.init(decoding: bytes, as: UTF8.self)
    }
}

extension PostgresType {
    /// The first id that PostgreSQL gives to types made after `initdb` (source: `access/transam.h`, FirstNormalObjectId).
    private static let firstUserType: UInt32 = 16_384

    fileprivate var isTextual: Bool {
        switch self {
        case .text, .varchar, .bpchar, .name, .char, .json, .unknown: true
        default: oid >= Self.firstUserType
        }
    }
}
