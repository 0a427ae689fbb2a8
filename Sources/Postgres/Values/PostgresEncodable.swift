/// A value that can be bound to a statement.
package protocol PostgresEncodable: Sendable {
    /// The type declared to the server when the statement is prepared.
    static var postgresType: PostgresType { get }
    /// The value in the binary format of that type, big-endian; nil for NULL.
    func postgresBytes() -> [UInt8]?
}

/// A value that can be read from a column.
package protocol PostgresDecodable: Sendable {
    /// - Throws: ``CellError`` when the column is NULL, of another type, or outside what the value can hold.
    init(cell: Cell) throws(CellError)
}

/// A domain type that travels as the value it wraps: typed ids, slugs, e-mail addresses.
package protocol PostgresValueWrapper: PostgresEncodable, PostgresDecodable {
    associatedtype PostgresValue: PostgresEncodable & PostgresDecodable
    var postgresValue: PostgresValue { get }
    init(postgresValue: PostgresValue)
}

extension PostgresValueWrapper {
    package static var postgresType: PostgresType { PostgresValue.postgresType }
    package func postgresBytes() -> [UInt8]? { postgresValue.postgresBytes() }
    package init(cell: Cell) throws(CellError) { self.init(postgresValue: try PostgresValue(cell: cell)) }
}

extension PostgresEncodable where Self: RawRepresentable, RawValue: PostgresEncodable {
    package static var postgresType: PostgresType { RawValue.postgresType }
    package func postgresBytes() -> [UInt8]? { rawValue.postgresBytes() }
}

extension PostgresDecodable where Self: RawRepresentable, RawValue: PostgresDecodable {
    package init(cell: Cell) throws(CellError) {
        guard let value = Self(rawValue: try RawValue(cell: cell)) else { throw .outOfRange }
        self = value
    }
}

extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
    package static var postgresType: PostgresType { Wrapped.postgresType }
    package func postgresBytes() -> [UInt8]? { flatMap { $0.postgresBytes() } }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    package init(cell: Cell) throws(CellError) {
        self = cell.bytes == nil ? nil : try Wrapped(cell: cell)
    }
}
