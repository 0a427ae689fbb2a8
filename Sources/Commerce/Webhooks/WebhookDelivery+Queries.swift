import Foundation
package import Postgres

extension WebhookDelivery: PostgresRow {
    package init(row: Row) throws {
        id = try row["id"]
        event = try row["event_id"]
        topic = try row["topic"]
        state = State(rawValue: try row["state"]) ?? .waiting
        attempts = Int(try row.decode("attempts", as: Int32.self))
        nextAttempt = try row["next_attempt_at"]
        lastStatus = try row.decode("last_status", as: Int16?.self).map(Int.init)
        lastError = try row["last_error"]
        response = try row["response_body"]
        createdAt = try row["created_at"]
    }

    static func list(of endpoint: ID<WebhookEndpoint>, in store: ID<Store>) -> SQL {
        """
        SELECT id, event_id, topic, state, attempts, next_attempt_at, last_status, last_error, response_body, created_at
        FROM webhook_deliveries WHERE store_id = \(store) AND endpoint_id = \(endpoint) ORDER BY id DESC LIMIT 50
        """
    }

    /// For each announcement and each webhook that listens to it; once, however often it is asked for.
    static func fanOut(_ announcements: [UUID]) -> SQL {
        """
        INSERT INTO webhook_deliveries (store_id, endpoint_id, event_id, topic, entity_id, position, payload)
        SELECT o.store_id, e.id, o.id, o.topic, o.entity_id, o.position, jsonb_build_object('id', o.id, 'type', o.topic,
            'created_at', o.created_at, 'api_version', \(version)::text, 'data', o.payload -> 'data')
        FROM outbox o
        JOIN webhook_endpoints e ON e.store_id = o.store_id AND e.state = 'active' AND o.topic = ANY (e.topics)
        WHERE o.id = ANY (\(announcements)) AND o.payload -> 'data' IS NOT NULL
        ON CONFLICT ON CONSTRAINT webhook_deliveries_event_is_told_once DO NOTHING
        """
    }

    static func insertTest(for endpoint: ID<WebhookEndpoint>, in store: ID<Store>) -> SQL {
        let event = UUID()
        return """
            INSERT INTO webhook_deliveries (store_id, endpoint_id, event_id, topic, entity_id, position, payload)
            SELECT e.store_id, e.id, \(event), \(WebhookTopic.test), \(event), 0, jsonb_build_object('id', \(event)::uuid,
                'type', \(WebhookTopic.test)::text, 'created_at', now(), 'api_version', \(version)::text,
                'data', jsonb_build_object('message', 'This is a test.'))
            FROM webhook_endpoints e WHERE e.store_id = \(store) AND e.id = \(endpoint) RETURNING id
            """
    }

    static func replay(_ id: ID<WebhookDelivery>, of endpoint: ID<WebhookEndpoint>, in store: ID<Store>) -> SQL {
        """
        UPDATE webhook_deliveries SET state = 'waiting', next_attempt_at = now(), locked_until = NULL,
            delivered_at = NULL, give_up_at = now() + interval '3 days'
        WHERE store_id = \(store) AND endpoint_id = \(endpoint) AND id = \(id)
            AND (locked_until IS NULL OR locked_until < now())
        RETURNING id
        """
    }

    static let forget: SQL = "DELETE FROM webhook_deliveries WHERE created_at < now() - interval '30 days'"
}

extension ClaimedDelivery: PostgresRow {
    /// Of one webhook so many at once: a slow receiver holds up nobody else.
    private static let together = 4

    init(row: Row) throws {
        id = try row["id"]
        store = try row["store_id"]
        endpoint = try row["endpoint_id"]
        event = try row["event_id"]
        attempts = Int(try row.decode("attempts", as: Int32.self))
        giveUpAt = try row["give_up_at"]
        url = try row["url"]
        body = try row["body"]
        secret = try row["secret_sealed"]
        previousSecret = try row["previous_secret_sealed"]
    }

    /// What is due, past what others are sending. An event waits while an earlier one of the same entity has not been
    /// delivered or given up, or has not even left the outbox. The lock is longer than any attempt takes.
    static func claim(at now: Date, limit: Int) -> SQL {
        """
        UPDATE webhook_deliveries d SET attempts = d.attempts + 1, locked_until = \(now) + interval '2 minutes'
        FROM webhook_endpoints e
        WHERE e.store_id = d.store_id AND e.id = d.endpoint_id AND d.id IN (
            SELECT w.id FROM webhook_deliveries w JOIN (
                SELECT c.id, row_number() OVER (PARTITION BY c.endpoint_id ORDER BY c.position) AS place
                FROM webhook_deliveries c
                JOIN webhook_endpoints l ON l.store_id = c.store_id AND l.id = c.endpoint_id AND l.state = 'active'
                JOIN stores s ON s.id = c.store_id AND s.suspended_at IS NULL AND s.deleted_at IS NULL
                WHERE c.state = 'waiting' AND c.next_attempt_at <= \(now)
                    AND NOT EXISTS (
                        SELECT FROM webhook_deliveries f
                        WHERE f.endpoint_id = c.endpoint_id AND f.entity_id = c.entity_id AND f.position < c.position
                            AND f.state = 'waiting')
                    AND NOT EXISTS (
                        SELECT FROM outbox o
                        WHERE o.store_id = c.store_id AND o.entity_id = c.entity_id AND o.position < c.position
                            AND o.dispatched_at IS NULL)
            ) AS due ON due.id = w.id
            WHERE due.place <= \(together) AND w.state = 'waiting' AND w.next_attempt_at <= \(now)
                AND (w.locked_until IS NULL OR w.locked_until <= \(now))
            ORDER BY w.next_attempt_at, w.position LIMIT \(limit) FOR UPDATE OF w SKIP LOCKED)
        RETURNING d.id, d.store_id, d.endpoint_id, d.event_id, d.attempts, d.give_up_at, e.url, d.payload::text AS body,
            e.secret_sealed, CASE WHEN e.previous_until > \(now) THEN e.previous_secret_sealed END AS previous_secret_sealed
        """
    }

    /// Only while nobody has overtaken this attempt; so in `fail`.
    func succeed(_ answer: WebhookAnswer, at now: Date) -> SQL {
        """
        UPDATE webhook_deliveries SET state = 'delivered', delivered_at = \(now), last_status = \(answer.smallStatus),
            last_error = NULL, response_body = \(answer.body), locked_until = NULL
        WHERE id = \(id) AND attempts = \(Int32(clamping: attempts)) AND state = 'waiting'
        """
    }

    /// - Parameter next: nil when it is given up.
    func fail(_ answer: WebhookAnswer, next: Date?) -> SQL {
        let state: WebhookDelivery.State = next == nil ? .failed : .waiting
        return """
            UPDATE webhook_deliveries SET state = \(state.rawValue), next_attempt_at = COALESCE(\(next), next_attempt_at),
                locked_until = NULL,
                last_status = \(answer.smallStatus), last_error = \(answer.problem), response_body = \(answer.body)
            WHERE id = \(id) AND attempts = \(Int32(clamping: attempts)) AND state = 'waiting'
            """
    }
}

extension WebhookAnswer {
    fileprivate var smallStatus: Int16? { status.map { Int16(clamping: $0) } }
}
