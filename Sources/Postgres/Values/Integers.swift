extension FixedWidthInteger {
    /// Most significant byte first, as the protocol wants it.
    var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }
}

extension PostgresEncodable where Self: FixedWidthInteger {
    package func postgresBytes() -> [UInt8]? { bigEndianBytes }
}

extension PostgresDecodable where Self: FixedWidthInteger {
    /// Reads any integer type whose value fits.
    package init(cell: Cell) throws(CellError) {
        let bytes = try cell.require(.int8, .int4, .int2, .oid)
        let wide: Int64
        switch cell.type {
        case .int8: wide = try Cell.integer(bytes)
        case .int4: wide = Int64(try Cell.integer(bytes, as: Int32.self))
        case .int2: wide = Int64(try Cell.integer(bytes, as: Int16.self))
        default: wide = Int64(try Cell.integer(bytes, as: UInt32.self))
        }
        guard let value = Self(exactly: wide) else { throw .outOfRange }
        self = value
    }
}

extension Int: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { .int8 }
}

extension Int64: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { .int8 }
}

extension Int32: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { .int4 }
}

extension Int16: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { .int2 }
}
