package import Postgres

/// One of the texts in which a store says how it deals with people; the raw value stands in addresses.
package enum PolicyName: String, CaseIterable, Hashable, Sendable {
    case privacy, terms, returns, shipping, about

    var column: SQL {
        switch self {
        case .privacy: "privacy_policy"
        case .terms: "terms_of_service"
        case .returns: "returns_policy"
        case .shipping: "shipping_policy"
        case .about: "about_us"
        }
    }
}

/// What a store says under one of the names, with the version that a change of it has to replace.
package struct Policy: Hashable, Sendable {
    package static let longest = 20_000

    package let text: String
    /// Of the text alone: two people may change two policies at once.
    package let version: String
}

extension Policy: PostgresRow {
    package init(row: Row) throws {
        text = try row["text"]
        version = try row["version"]
    }

    package static func find(_ name: PolicyName, in store: ID<Store>, on db: Connection) async throws -> Policy {
        try await db.one(
            """
            SELECT COALESCE(\(name.column), '') AS text, md5(COALESCE(\(name.column), '')) AS version
            FROM store_policies WHERE store_id = \(store)
            """
        )
    }

    /// Under which names the store has said something.
    package static func written(in store: ID<Store>, on db: Connection) async throws -> [PolicyName] {
        try names(try await db.query(listWritten(in: store)))
    }

    static func listWritten(in store: ID<Store>) -> SQL {
        let columns = PolicyName.allCases.map { "COALESCE(\($0.column) ~ '\\S', false) AS \($0.column)" as SQL }
        return "SELECT \(columns.joined(separator: ", ")) FROM store_policies WHERE store_id = \(store)"
    }

    static func names(_ rows: [Row]) throws -> [PolicyName] {
        guard let row = rows.first else { return [] }
        return try PolicyName.allCases.enumerated().filter { try row[$0.offset] }.map(\.element)
    }
}
