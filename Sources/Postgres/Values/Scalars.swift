package import Foundation

extension Bool: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { .bool }
    package func postgresBytes() -> [UInt8]? { [self ? 1 : 0] }
    package init(cell: Cell) throws(CellError) {
        self = try Cell.integer(try cell.require(.bool), as: UInt8.self) != 0
    }
}

extension Double: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { .float8 }
    package func postgresBytes() -> [UInt8]? { bitPattern.bigEndianBytes }
    package init(cell: Cell) throws(CellError) {
        let bytes = try cell.require(.float8, .float4)
        self =
            cell.type == .float8
            ? Double(bitPattern: try Cell.integer(bytes))
            : Double(Float(bitPattern: try Cell.integer(bytes)))
    }
}

extension UUID: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { .uuid }
    package func postgresBytes() -> [UInt8]? { withUnsafeBytes(of: uuid) { Array($0) } }
    package init(cell: Cell) throws(CellError) {
        let bytes = try cell.require(.uuid)
        guard bytes.count == 16 else { throw .malformed }
        self.init(uuid: bytes.loadUnaligned(as: uuid_t.self))
    }
}
