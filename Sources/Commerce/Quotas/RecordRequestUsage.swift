package import Postgres

/// How many requests a store has had since somebody last asked.
package struct RequestUsage: Hashable, Sendable {
    package var requests = 0
    /// Refused because too many came in a second.
    package var overRate = 0
    /// Refused because too many were there at once.
    package var overSlots = 0

    package init() {}

    package static func + (left: RequestUsage, right: RequestUsage) -> RequestUsage {
        var sum = left
        sum.requests += right.requests
        sum.overRate += right.overRate
        sum.overSlots += right.overSlots
        return sum
    }
}

/// Adds what a program has counted to the day's figures.
package struct RecordRequestUsage: Sendable {
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    package func callAsFunction(_ usage: [ID<Store>: RequestUsage]) async throws {
        guard !usage.isEmpty else { return }
        // In one order everywhere, so that two programs that write at once wait for each other and not in a circle.
        let rows = usage.sorted { $0.key.description < $1.key.description }
        try await database.transaction(as: .service(store: nil), retry: .conflicts()) { db in
            _ = try await db.execute(
                """
                INSERT INTO store_request_usage AS u (store_id, date, requests, over_rate, over_slots)
                SELECT counted.store_id::uuid, (now() AT TIME ZONE 'UTC')::date, counted.requests, counted.over_rate,
                    counted.over_slots
                FROM unnest(\(rows.map(\.key.description)), \(rows.map { Int64($0.value.requests) }),
                    \(rows.map { Int64($0.value.overRate) }), \(rows.map { Int64($0.value.overSlots) })
                ) AS counted (store_id, requests, over_rate, over_slots)
                JOIN stores s ON s.id = counted.store_id::uuid
                ON CONFLICT (store_id, date) DO UPDATE SET requests = u.requests + EXCLUDED.requests,
                    over_rate = u.over_rate + EXCLUDED.over_rate, over_slots = u.over_slots + EXCLUDED.over_slots
                """
            )
        }
    }
}
