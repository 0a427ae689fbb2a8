package import Postgres

/// A store that is asked for more than others today.
package struct BusyStore: Hashable, Sendable {
    package let owner: ID<User>
    package let name: String
    package let slug: String
    package let requests: Int
    /// Of the requests, those beyond what the plan allows at once.
    package let refused: Int
}

extension BusyStore: PostgresRow {
    /// - Parameter db: of the service persona, without a store.
    package static func list(on db: Connection) async throws -> [BusyStore] { try await db.query(ofToday) }

    /// Those that were refused most come first: they are, or bear, a flood.
    private static let ofToday: SQL = """
        SELECT s.store_owner_id, s.store_name, s.store_slug, u.requests, u.over_rate + u.over_slots AS refused
        FROM store_request_usage u JOIN stores s ON s.id = u.store_id
        WHERE u.date = (now() AT TIME ZONE 'UTC')::date AND u.requests > 0
        ORDER BY refused DESC, u.requests DESC, s.id LIMIT 5
        """

    package init(row: Row) throws {
        owner = try row["store_owner_id"]
        name = try row["store_name"]
        slug = try row["store_slug"]
        requests = try Int(row.decode("requests", as: Int64.self))
        refused = try Int(row.decode("refused", as: Int64.self))
    }
}
