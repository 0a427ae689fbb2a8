/// Raw bytes: the type `bytea`. A type of its own because `[UInt8]` would read as an array.
package struct Bytes: Hashable, Sendable {
    package let bytes: [UInt8]

    package init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }
}

extension Bytes: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { .bytea }
    package func postgresBytes() -> [UInt8]? { bytes }
    package init(cell: Cell) throws(CellError) { self.init(try cell.require(.bytea)) }
}
