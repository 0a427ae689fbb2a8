import Foundation
package import Postgres

/// Delivers what transactions have announced, in the order of announcement, each once: the effect and the mark that it
/// was delivered are one transaction.
package struct DispatchOutbox: Sendable {
    private let database: Database

    private static let batch = 100

    package init(database: Database) {
        self.database = database
    }

    /// How many were delivered.
    @discardableResult
    package func callAsFunction() async throws -> Int {
        try await database.transaction(as: .service(store: nil), retry: .conflicts()) { db in
            let waiting = try await db.query(Announcement.waiting(limit: Self.batch), as: Announcement.self)
            guard !waiting.isEmpty else { return 0 }
            var statements = waiting.filter { $0.topic == "order.confirmed" }.flatMap(\.purchase)
            statements.append(WebhookDelivery.fanOut(waiting.map(\.id.uuid)))
            statements.append("UPDATE outbox SET dispatched_at = now() WHERE id = ANY (\(waiting.map(\.id)))")
            _ = try await db.pipeline(statements)
            return waiting.count
        }
    }
}

/// A row of the outbox.
private struct Announcement: PostgresRow {
    let id: ID<Announcement>
    let store: ID<Store>
    let topic: String
    let entity: ID<Order>
    let visit: Visit?

    init(row: Row) throws {
        id = try row["id"]
        store = try row["store_id"]
        topic = try row["topic"]
        entity = try row["entity_id"]
        visit = try? row.decode("payload", as: JSON.self).decode(VisitDetails.self).visit
    }

    static func waiting(limit: Int) -> SQL {
        """
        SELECT id, store_id, topic, entity_id, payload FROM outbox
        WHERE dispatched_at IS NULL AND available_at <= now()
        ORDER BY available_at, position LIMIT \(limit) FOR UPDATE SKIP LOCKED
        """
    }

    /// The order as an event in the figures, at the moment it was confirmed.
    var purchase: [SQL] {
        [
            """
            INSERT INTO analytics_events (store_id, event_type, event_name, session_id, visitor_id, value, currency,
                properties, occurred_at)
            SELECT o.store_id, 'purchase', 'purchase', \(visit?.session), \(visit?.visitor), o.total_amount, o.currency,
                jsonb_build_object('order_id', o.id, 'order_number', o.order_number), COALESCE(o.confirmed_at, now())
            FROM orders o WHERE o.store_id = \(store) AND o.id = \(entity)
            """,
            """
            INSERT INTO jobs (store_id, kind, payload, unique_key)
            SELECT o.store_id, \(SummarizeDay.kind), jsonb_build_object('date', day.date), day.date::text
            FROM orders o JOIN stores s ON s.id = o.store_id,
                LATERAL (SELECT (COALESCE(o.confirmed_at, now()) AT TIME ZONE s.time_zone)::date AS date) AS day
            WHERE o.store_id = \(store) AND o.id = \(entity)
            ON CONFLICT (store_id, kind, unique_key) WHERE state = 'queued' AND unique_key IS NOT NULL DO NOTHING
            """,
        ]
    }
}
