package import Foundation
package import Postgres

/// A key of an outside service that a store, or the platform, keeps with us, sealed.
package struct StoreSecret: Hashable, Sendable {
    package let service: String
    package let type: String

    package init(service: String, type: String) {
        self.service = service
        self.type = type
    }

    /// The platform's: what everything but the vault is derived from.
    package static let root = StoreSecret(service: "sellusgenie", type: "root")
    package static let stripeSecretKey = StoreSecret(service: "stripe", type: "secret_key")
    package static let stripeWebhookSecret = StoreSecret(service: "stripe", type: "webhook_secret")

    /// What the sealed value is bound to. Not the row's id: a replaced key is a new row of the same name.
    package func row(in store: ID<Store>?) -> String {
        "system_api_keys/\(store.map(\.description) ?? "platform")/\(service)/\(type)"
    }
}

/// Keeps a secret in place of the one before it. Owners may do so, and never read it again.
package enum SaveStoreSecret {
    /// - Parameters:
    ///   - expiry: when the service will stop taking it; nil when never, or unknown.
    ///   - store: nil for a key of the platform.
    package static func run(
        _ secret: Secret,
        as kind: StoreSecret,
        expiry: Date? = nil,
        in store: ID<Store>?,
        vault: SecretVault,
        on db: Connection
    ) async throws {
        let sealed = try vault.seal(secret, for: kind.row(in: store))
        // Bound twice: to read EXCLUDED would take the right to read the column.
        try await db.execute(
            """
            INSERT INTO system_api_keys (store_id, service_name, key_type, encrypted_key, key_hint, expires_at)
            VALUES (\(store), \(kind.service), \(kind.type), \(sealed), \(secret.hint), \(expiry))
            ON CONFLICT (store_id, service_name, key_type) WHERE is_active
            DO UPDATE SET encrypted_key = \(sealed), key_hint = \(secret.hint), expires_at = \(expiry)
            """
        )
    }
}

/// Forgets a secret.
package enum RemoveStoreSecret {
    /// Whether there was one.
    @discardableResult
    package static func run(_ kind: StoreSecret, in store: ID<Store>?, on db: Connection) async throws -> Bool {
        let removed = try await db.query(
            """
            DELETE FROM system_api_keys
            WHERE store_id IS NOT DISTINCT FROM \(store) AND service_name = \(kind.service) AND key_type = \(kind.type)
            RETURNING id
            """
        )
        return !removed.isEmpty
    }
}

/// Opens a store's secret, for the program alone; nothing where the store has none.
package enum FindStoreSecret {
    package static func run(
        _ kind: StoreSecret,
        in store: ID<Store>,
        vault: SecretVault,
        on db: Connection
    ) async throws -> Secret? {
        let row = try await db.first(
            """
            SELECT id, encrypted_key FROM system_api_keys
            WHERE store_id = \(store) AND service_name = \(kind.service) AND key_type = \(kind.type) AND is_active
                AND (expires_at IS NULL OR expires_at > now())
            """
        )
        guard let row else { return nil }
        vault.uses.note(try row.decode("id", as: ID<StoredKey>.self))
        return try vault.open(try row.decode("encrypted_key", as: String.self), for: kind.row(in: store))
    }
}
