import Foundation
package import Postgres

extension WebhookEndpoint: PostgresRow {
    private static let columns: SQL =
        "id, url, topics, secret_hint, previous_until, disabled_reason, failing_since"

    package init(row: Row) throws {
        id = try row["id"]
        url = try row["url"]
        topics = try row["topics"]
        hint = try row["secret_hint"]
        previousUntil = try row["previous_until"]
        disabledReason = try row["disabled_reason"]
        failingSince = try row["failing_since"]
    }

    static func list(in store: ID<Store>) -> SQL {
        "SELECT \(columns) FROM webhook_endpoints WHERE store_id = \(store) ORDER BY id"
    }

    static func find(_ id: ID<WebhookEndpoint>, in store: ID<Store>) -> SQL {
        "SELECT \(columns) FROM webhook_endpoints WHERE store_id = \(store) AND id = \(id)"
    }

    /// Until the transaction's end nobody else adds one here.
    static func holdList(of store: ID<Store>) -> SQL {
        "SELECT pg_advisory_xact_lock(hashtextextended('webhook_endpoints/' || \(store)::uuid::text, 0))"
    }

    static func insert(
        _ id: ID<WebhookEndpoint>, _ address: WebhookAddress, _ topics: [WebhookTopic], sealed: String, hint: String,
        in store: ID<Store>
    ) -> SQL {
        """
        INSERT INTO webhook_endpoints (id, store_id, url, topics, secret_sealed, secret_hint)
        VALUES (\(id), \(store), \(address.text), \(topics.map(\.rawValue)), \(sealed), \(hint))
        """
    }

    /// The old secret signs beside the new one for a day.
    static func rotate(_ id: ID<WebhookEndpoint>, sealed: String, hint: String, in store: ID<Store>) -> SQL {
        """
        UPDATE webhook_endpoints SET previous_secret_sealed = secret_sealed, previous_until = now() + interval '1 day',
            secret_sealed = \(sealed), secret_hint = \(hint)
        WHERE store_id = \(store) AND id = \(id) RETURNING id
        """
    }

    static func disable(_ id: ID<WebhookEndpoint>, because reason: String, in store: ID<Store>) -> SQL {
        """
        UPDATE webhook_endpoints SET state = 'disabled', disabled_reason = \(reason)
        WHERE store_id = \(store) AND id = \(id) AND state = 'active' RETURNING id
        """
    }

    static func enable(_ id: ID<WebhookEndpoint>, in store: ID<Store>) -> SQL {
        """
        UPDATE webhook_endpoints SET state = 'active', disabled_reason = NULL, failing_since = NULL
        WHERE store_id = \(store) AND id = \(id) AND state = 'disabled' RETURNING id
        """
    }

    static func remove(_ id: ID<WebhookEndpoint>, in store: ID<Store>) -> SQL {
        "DELETE FROM webhook_endpoints WHERE store_id = \(store) AND id = \(id) RETURNING id"
    }

    static func succeed(_ id: ID<WebhookEndpoint>, in store: ID<Store>) -> SQL {
        """
        UPDATE webhook_endpoints SET failing_since = NULL
        WHERE store_id = \(store) AND id = \(id) AND failing_since IS NOT NULL
        """
    }

    static func fail(_ id: ID<WebhookEndpoint>, at now: Date, in store: ID<Store>) -> SQL {
        """
        UPDATE webhook_endpoints SET failing_since = COALESCE(failing_since, \(now))
        WHERE store_id = \(store) AND id = \(id) AND state = 'active' RETURNING failing_since
        """
    }

    static func owner(in store: ID<Store>) -> SQL {
        """
        SELECT o.email, s.store_name, s.store_slug FROM stores s JOIN store_owners o ON o.id = s.store_owner_id
        WHERE s.id = \(store)
        """
    }
}
