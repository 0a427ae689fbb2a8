/// One bound value in PostgreSQL's binary format; `bytes` is nil for NULL.
package struct Binding: Sendable {
    package let type: PostgresType
    package let bytes: [UInt8]?

    init<Value: PostgresEncodable>(_ value: Value) {
        type = Value.postgresType
        bytes = value.postgresBytes()
    }
}
