import Foundation

/// The specification as data: 18 tables with their columns, constraints, indexes, functions and triggers, as PostgreSQL
/// 15 spells them.
struct SeedSchema: Decodable {
    let extensions: [String]
    let functions: [String]
    let triggers: [String]
    let partitioned: [String: String]
    let indexes: [String: String]
    let tables: [String: Table]

    struct Table: Decodable {
        let columns: [String: Column]
        let constraints: [String]
    }

    struct Column: Decodable {
        let type: String
        let not_null: Bool
        let `default`: String?
    }

    static func load() throws -> SeedSchema {
        try JSONDecoder().decode(SeedSchema.self, from: Data(PackageResources.seed_schema_json))
    }

    /// What the specification demands of the database, one sentence of SQL each.
    var facts: [SchemaFact] {
        extensions.map { SchemaFact("extensions", $0) }
            + functions.map { SchemaFact("functions", $0) }
            + triggers.map { SchemaFact("triggers", $0) }
            + partitioned.map { SchemaFact($0.key, "PARTITION BY " + $0.value.replacing(", by month", with: "")) }
            + indexes.values.map { SchemaFact("indexes", $0) }
            + tables.flatMap { name, table in
                table.columns.map { SchemaFact(name, $0.key + $0.value.definition) }
                    + table.constraints.map { SchemaFact(name, $0) }
                    + [SchemaFact(name, "ENABLE ROW LEVEL SECURITY")]
            }
    }
}

extension SeedSchema.Column {
    fileprivate var definition: String {
        " " + type + (not_null ? " NOT NULL" : "") + (self.default.map { " DEFAULT " + $0 } ?? "")
    }
}
