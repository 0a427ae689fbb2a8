import Foundation
package import Postgres

extension APIKey {
    static func insert(
        _ id: ID<APIKey>, _ draft: APIKeyDraft, token: APIKeyToken, by user: ID<User>, in store: ID<Store>
    ) -> SQL {
        """
        INSERT INTO api_keys (id, store_id, name, key_hash, key_hint, scopes, created_by, expires_at)
        VALUES (\(id), \(store), \(draft.name), \(token.hash), \(token.hint), \(draft.scopes.map(\.rawValue).sorted()),
            \(user), \(draft.expiry))
        """
    }

    /// Those that work first, then the newest.
    static func list(in store: ID<Store>) -> SQL {
        """
        SELECT id, name, key_hint, scopes, created_at, last_used_at, expires_at, revoked_at FROM api_keys
        WHERE store_id = \(store) ORDER BY (revoked_at IS NOT NULL), created_at DESC, id LIMIT 200
        """
    }

    static func countActive(in store: ID<Store>) -> SQL {
        "SELECT count(*) AS n FROM api_keys WHERE store_id = \(store) AND revoked_at IS NULL"
    }

    static func rename(_ id: ID<APIKey>, _ name: String, in store: ID<Store>) -> SQL {
        "UPDATE api_keys SET name = \(name) WHERE store_id = \(store) AND id = \(id) RETURNING id"
    }

    static func revoke(_ id: ID<APIKey>, in store: ID<Store>) -> SQL {
        """
        UPDATE api_keys SET revoked_at = COALESCE(revoked_at, now()) WHERE store_id = \(store) AND id = \(id)
        RETURNING id
        """
    }

    /// Before there is a store to enter: the key itself says which.
    static func find(_ token: APIKeyToken) -> SQL {
        """
        SELECT k.id, k.store_id, k.scopes, k.revoked_at IS NOT NULL AS is_revoked,
            COALESCE(k.expires_at <= now(), false) AS is_expired, s.deleted_at IS NOT NULL OR s.suspended_at IS NOT NULL
            AS is_closed
        FROM api_keys k JOIN stores s ON s.id = k.store_id WHERE k.key_hash = \(token.hash)
        """
    }
}

extension APIKey: PostgresRow {
    package init(row: Row) throws {
        id = try row["id"]
        name = try row["name"]
        hint = try row["key_hint"]
        scopes = try row.decode("scopes", as: [String].self).compactMap(Scope.init(rawValue:))
        createdAt = try row["created_at"]
        lastUse = try row["last_used_at"]
        expiry = try row["expires_at"]
        revokedAt = try row["revoked_at"]
    }
}
