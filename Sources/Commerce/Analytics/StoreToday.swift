import Foundation
package import Postgres
package import Pricing

/// How a store does today and in the last thirty days, for a line among others.
package struct StoreToday: Equatable, Sendable {
    package let orders: Int
    package let revenue: Money
    package let visits: Int
    package let ordersOfMonth: Int
    package let revenueOfMonth: Money
    /// Orders that are to be shipped, or wait for their payment.
    package let ordersToDo: Int
}

extension StoreToday {
    /// What the person may not see counts as nothing.
    package static func find(_ store: Store, on db: Connection) async throws -> StoreToday {
        let row = try await db.one(fetch(store))
        return StoreToday(
            orders: try row["orders"],
            revenue: try Money(row["revenue"] as Decimal, store.currency),
            visits: try row["visits"],
            ordersOfMonth: try row["month_orders"],
            revenueOfMonth: try Money(row["month_revenue"] as Decimal, store.currency),
            ordersToDo: try row["waiting"]
        )
    }

    private static func fetch(_ store: Store) -> SQL {
        """
        WITH midnight AS (
            SELECT date_trunc('day', now() AT TIME ZONE \(store.timeZone)) AT TIME ZONE \(store.timeZone) AS at
        ), sold AS (
            SELECT count(*) FILTER (WHERE o.created_at >= m.at) AS orders,
                COALESCE(sum(o.total_amount - o.refunded_amount) FILTER (WHERE o.created_at >= m.at), 0) AS revenue,
                count(*) AS month_orders, COALESCE(sum(o.total_amount - o.refunded_amount), 0) AS month_revenue
            FROM orders o, midnight m
            WHERE o.store_id = \(store.id) AND o.status <> 'cancelled' AND o.created_at >= m.at - interval '29 days'
        ), waits AS (
            SELECT count(*) AS waiting FROM orders
            WHERE store_id = \(store.id) AND status IN ('pending', 'processing')
                AND (status = 'processing' OR payment_status = 'pending')
        ), seen AS (
            SELECT count(DISTINCT e.session_id) AS visits FROM analytics_events e, midnight m
            WHERE e.store_id = \(store.id) AND e.occurred_at >= m.at
        )
        SELECT sold.orders, sold.revenue, sold.month_orders, sold.month_revenue, waits.waiting, seen.visits
        FROM sold, waits, seen
        """
    }
}
