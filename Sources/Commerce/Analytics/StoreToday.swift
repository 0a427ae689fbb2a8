import Foundation
package import Postgres
package import Pricing

/// How a store does today, for a line among others.
package struct StoreToday: Equatable, Sendable {
    package let orders: Int
    package let revenue: Money
    package let visits: Int
}

extension StoreToday {
    /// What the person may not see counts as nothing.
    package static func find(_ store: Store, on db: Connection) async throws -> StoreToday {
        let row = try await db.one(fetch(store))
        return StoreToday(
            orders: try row["orders"],
            revenue: try Money(row["revenue"] as Decimal, store.currency),
            visits: try row["visits"]
        )
    }

    private static func fetch(_ store: Store) -> SQL {
        """
        WITH midnight AS (
            SELECT date_trunc('day', now() AT TIME ZONE \(store.timeZone)) AT TIME ZONE \(store.timeZone) AS at
        ), sold AS (
            SELECT count(*) AS orders, COALESCE(sum(o.total_amount - o.refunded_amount), 0) AS revenue
            FROM orders o, midnight m
            WHERE o.store_id = \(store.id) AND o.status <> 'cancelled' AND o.created_at >= m.at
        ), seen AS (
            SELECT count(DISTINCT e.session_id) AS visits FROM analytics_events e, midnight m
            WHERE e.store_id = \(store.id) AND e.occurred_at >= m.at
        )
        SELECT sold.orders, sold.revenue, seen.visits FROM sold, seen
        """
    }
}
