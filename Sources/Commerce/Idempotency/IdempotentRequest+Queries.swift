import Postgres

/// How far a submission has come. Each point is reached by the transaction that does what lies before it.
package enum RecoveryPoint: String, Hashable, Sendable {
    case started
    /// The order is committed; its payment may or may not be known to the provider.
    case ordered
    case finished
}

/// A submission found by its key.
struct IdempotentRecord: PostgresRow {
    let fingerprint: Bytes
    let recoveryPoint: RecoveryPoint
    let order: ID<Order>?
    /// Somebody works on it, or did until a moment ago.
    let isLocked: Bool

    init(row: Row) throws {
        fingerprint = try row["request_hash"]
        recoveryPoint = try row["recovery_point"]
        order = try row["order_id"]
        isLocked = try row["is_locked"]
    }
}

extension RecoveryPoint: PostgresEncodable, PostgresDecodable {}

extension IdempotentRequest {
    /// Longer than a submission can take: the payment provider's budget and a slow commit. After it, whoever held the
    /// lock is dead.
    private static let staleAfter: SQL = "interval '60 seconds'"

    /// One row for the first, none for its twins; a twin waits here until the first has committed or rolled back.
    func insert(in store: ID<Store>) -> SQL {
        """
        INSERT INTO idempotency_keys (store_id, scope, key, request_method, request_path, request_hash, locked_at)
        VALUES (\(store), \(scope), \(key.text), \(method), \(path), \(fingerprint), now())
        ON CONFLICT (store_id, scope, key) DO NOTHING
        RETURNING key
        """
    }

    func lock(in store: ID<Store>) -> SQL {
        """
        SELECT request_hash, recovery_point, order_id,
            COALESCE(locked_at > now() - \(Self.staleAfter), false) AS is_locked
        FROM idempotency_keys
        WHERE store_id = \(store) AND scope = \(scope) AND key = \(key.text) FOR UPDATE
        """
    }

    func take(in store: ID<Store>) -> SQL {
        "UPDATE idempotency_keys SET locked_at = now() WHERE \(matches(store))"
    }

    func release(in store: ID<Store>) -> SQL {
        "UPDATE idempotency_keys SET locked_at = NULL WHERE \(matches(store))"
    }

    func reachOrdered(_ order: ID<Order>, in store: ID<Store>) -> SQL {
        """
        UPDATE idempotency_keys SET recovery_point = \(RecoveryPoint.ordered), order_id = \(order)
        WHERE \(matches(store))
        """
    }

    func finish(status: Int, in store: ID<Store>) -> SQL {
        """
        UPDATE idempotency_keys SET recovery_point = \(RecoveryPoint.finished),
            response_status = \(Int16(clamping: status)), locked_at = NULL
        WHERE \(matches(store))
        """
    }

    /// The key may be used again, as after a submission that led to nothing.
    func forget(in store: ID<Store>) -> SQL {
        "DELETE FROM idempotency_keys WHERE \(matches(store))"
    }

    private func matches(_ store: ID<Store>) -> SQL {
        "store_id = \(store) AND scope = \(scope) AND key = \(key.text)"
    }
}
