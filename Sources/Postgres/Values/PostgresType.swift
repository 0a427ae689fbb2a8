/// A type of PostgreSQL by its object id (source: `pg_type.dat`; these never change between versions).
package struct PostgresType: Hashable, Sendable {
    package let oid: UInt32

    package init(oid: UInt32) { self.oid = oid }

    static let bool = PostgresType(oid: 16)
    static let bytea = PostgresType(oid: 17)
    static let char = PostgresType(oid: 18)
    static let name = PostgresType(oid: 19)
    static let int8 = PostgresType(oid: 20)
    static let int2 = PostgresType(oid: 21)
    static let int4 = PostgresType(oid: 23)
    static let text = PostgresType(oid: 25)
    static let oid = PostgresType(oid: 26)
    static let json = PostgresType(oid: 114)
    static let float4 = PostgresType(oid: 700)
    static let float8 = PostgresType(oid: 701)
    static let unknown = PostgresType(oid: 705)
    static let inet = PostgresType(oid: 869)
    static let cidr = PostgresType(oid: 650)
    static let bpchar = PostgresType(oid: 1042)
    static let varchar = PostgresType(oid: 1043)
    static let date = PostgresType(oid: 1082)
    static let timestamp = PostgresType(oid: 1114)
    static let timestamptz = PostgresType(oid: 1184)
    static let numeric = PostgresType(oid: 1700)
    static let uuid = PostgresType(oid: 2950)
    static let jsonb = PostgresType(oid: 3802)

    private static let arrays: [PostgresType: UInt32] = [
        .bool: 1000, .bytea: 1001, .int2: 1005, .int4: 1007, .text: 1009, .int8: 1016, .float8: 1022, .inet: 1041,
        .date: 1182, .timestamptz: 1185, .numeric: 1231, .uuid: 2951, .jsonb: 3807,
    ]

    /// The type of an array with elements of this one; unknown (0, the server infers) where we do not encode it.
    var array: PostgresType { PostgresType(oid: Self.arrays[self] ?? 0) }

    private static let names: [UInt32: String] = [
        16: "boolean", 17: "bytea", 18: "\"char\"", 19: "name", 20: "bigint", 21: "smallint", 23: "integer",
        25: "text", 26: "oid", 114: "json", 700: "real", 701: "double precision", 869: "inet", 650: "cidr",
        1042: "character", 1043: "character varying", 1082: "date", 1114: "timestamp", 1184: "timestamptz",
        1700: "numeric", 2950: "uuid", 3802: "jsonb", 1009: "text[]", 1007: "integer[]", 1016: "bigint[]",
        2951: "uuid[]",
    ]
}

extension PostgresType: CustomStringConvertible {
    package var description: String { Self.names[oid] ?? "type \(oid)" }
}
