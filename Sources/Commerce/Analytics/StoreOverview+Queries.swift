import Foundation
import Postgres
import Pricing

extension StoreOverview {
    static func days(_ store: Store) -> SQL {
        """
        WITH span AS (SELECT (now() AT TIME ZONE \(store.timeZone))::date AS today)
        SELECT day.date, count(o.id) AS orders, COALESCE(sum(o.total_amount - o.refunded_amount), 0) AS revenue
        FROM span CROSS JOIN generate_series(0, \(Int32(dayCount - 1))) AS back
        CROSS JOIN LATERAL (SELECT span.today - back AS date) AS day
        LEFT JOIN orders o ON o.store_id = \(store.id) AND o.status <> 'cancelled'
            AND o.created_at >= day.date::timestamp AT TIME ZONE \(store.timeZone)
            AND o.created_at < (day.date + 1)::timestamp AT TIME ZONE \(store.timeZone)
        GROUP BY day.date ORDER BY day.date
        """
    }

    static func visits(_ store: Store) -> SQL {
        """
        WITH span AS (
            SELECT date_trunc('day', now() AT TIME ZONE \(store.timeZone)) AT TIME ZONE \(store.timeZone) AS midnight,
                (date_trunc('day', now() AT TIME ZONE \(store.timeZone)) - interval '1 day')
                    AT TIME ZONE \(store.timeZone) AS midnight_before
        )
        SELECT count(DISTINCT e.session_id) FILTER (WHERE e.occurred_at >= s.midnight) AS today,
            count(DISTINCT e.session_id) FILTER (WHERE e.occurred_at < s.midnight) AS yesterday
        FROM analytics_events e, span s
        WHERE e.store_id = \(store.id) AND e.occurred_at >= s.midnight_before
        """
    }

    static func waiting(_ store: ID<Store>) -> SQL {
        """
        SELECT count(*) FILTER (WHERE status = 'pending' AND payment_status = 'pending') AS unpaid,
            count(*) FILTER (WHERE status = 'processing') AS to_ship
        FROM orders WHERE store_id = \(store) AND status IN ('pending', 'processing')
        """
    }

    /// By the product's own count, which follows its levels within seconds and is what an index can hold.
    static func lowStock(_ store: ID<Store>, limit: Int) -> SQL {
        """
        SELECT id, name, inventory_quantity::bigint AS available FROM products
        WHERE store_id = \(store) AND is_active AND track_inventory AND inventory_quantity <= low_stock_threshold
        ORDER BY inventory_quantity, id LIMIT \(limit)
        """
    }
}

extension StoreOverview.Day {
    init(row: Row, _ currency: Currency) throws {
        self.init(
            date: try row["date"],
            orders: try Int(row["orders"] as Int64),
            revenue: try Money(row["revenue"] as Decimal, currency)
        )
    }
}

extension StoreOverview.LowStock {
    init(row: Row) throws {
        self.init(id: try row["id"], name: try row["name"], available: try Int(row["available"] as Int64))
    }
}
