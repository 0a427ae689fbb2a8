import Foundation
package import Postgres

/// Counts a store's day anew from its raw events, in the store's time zone. Whoever does it, and however often, comes to
/// the same figures. A visit over midnight counts on both days.
package struct SummarizeDay: Sendable {
    package static let kind = "analytics.summarize_day"

    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// A job of kind `SummarizeDay.kind`.
    package func handle(_ job: Job) async throws {
        struct Payload: Decodable {
            let date: String
        }
        guard let store = job.store else { return }
        try await callAsFunction(try job.payload.decode(Payload.self).date, in: store)
    }

    /// `date` is ISO 8601's year, month and day.
    package func callAsFunction(_ date: String, in store: ID<Store>) async throws {
        try await database.transaction(as: .service(store: store), retry: .conflicts()) { db in
            // Two at once would otherwise write an older count over a newer one.
            _ = try await db.pipeline([
                "SELECT pg_advisory_xact_lock(hashtextextended(\("summary \(store) \(date)"), 0))",
                Self.summarize(date, in: store),
            ])
        }
    }

    private static func summarize(_ date: String, in store: ID<Store>) -> SQL {
        """
        WITH bounds AS (
            SELECT \(date)::date::timestamp AT TIME ZONE s.time_zone AS from_time,
                (\(date)::date + 1)::timestamp AT TIME ZONE s.time_zone AS to_time
            FROM stores s WHERE s.id = \(store)
        ), events AS (
            SELECT e.event_type, e.session_id, e.visitor_id, e.value, e.occurred_at
            FROM analytics_events e, bounds b
            WHERE e.store_id = \(store) AND e.occurred_at >= b.from_time AND e.occurred_at < b.to_time
        ), sessions AS (
            SELECT session_id, count(*) AS events,
                extract(epoch FROM max(occurred_at) - min(occurred_at))::bigint AS seconds,
                bool_or(event_type = 'purchase') AS converted
            FROM events WHERE session_id IS NOT NULL GROUP BY session_id
        ), visits AS (
            SELECT count(*) AS total, count(*) FILTER (WHERE events = 1) AS bounced,
                count(*) FILTER (WHERE converted) AS converted, COALESCE(sum(seconds), 0) AS seconds
            FROM sessions
        ), figures AS (
            SELECT count(*) FILTER (WHERE event_type = 'page_view') AS page_views,
                count(DISTINCT COALESCE(visitor_id, session_id)) AS visitors,
                count(*) FILTER (WHERE event_type = 'purchase') AS orders,
                COALESCE(sum(value) FILTER (WHERE event_type = 'purchase'), 0) AS revenue
            FROM events
        )
        INSERT INTO analytics_summary (store_id, date, period_type, total_sessions, unique_visitors, page_views,
            bounce_rate, avg_session_duration, total_orders, total_revenue, avg_order_value, conversion_rate,
            bounced_sessions, converted_sessions, session_seconds)
        SELECT \(store), \(date)::date, 'day', v.total, f.visitors, f.page_views,
            COALESCE(round(v.bounced::numeric / NULLIF(v.total, 0), 4), 0),
            COALESCE(round(v.seconds::numeric / NULLIF(v.total, 0)), 0), f.orders, f.revenue,
            COALESCE(round(f.revenue / NULLIF(f.orders, 0), 2), 0),
            COALESCE(round(v.converted::numeric / NULLIF(v.total, 0), 4), 0), v.bounced, v.converted, v.seconds
        FROM visits v, figures f
        ON CONFLICT (store_id, date, period_type) DO UPDATE SET
            total_sessions = EXCLUDED.total_sessions, unique_visitors = EXCLUDED.unique_visitors,
            page_views = EXCLUDED.page_views, bounce_rate = EXCLUDED.bounce_rate,
            avg_session_duration = EXCLUDED.avg_session_duration, total_orders = EXCLUDED.total_orders,
            total_revenue = EXCLUDED.total_revenue, avg_order_value = EXCLUDED.avg_order_value,
            conversion_rate = EXCLUDED.conversion_rate, bounced_sessions = EXCLUDED.bounced_sessions,
            converted_sessions = EXCLUDED.converted_sessions, session_seconds = EXCLUDED.session_seconds
        """
    }
}
