package import Postgres

/// A key of an outside service that a store keeps with us, sealed.
package struct StoreSecret: Hashable, Sendable {
    package let service: String
    package let type: String

    package static let stripeSecretKey = StoreSecret(service: "stripe", type: "secret_key")
    package static let stripeWebhookSecret = StoreSecret(service: "stripe", type: "webhook_secret")

    /// What the sealed value is bound to. Not the row's id: a replaced key is a new row of the same name.
    func row(in store: ID<Store>) -> String {
        "system_api_keys/\(store)/\(service)/\(type)"
    }
}

/// Keeps a secret in place of the one before it. Owners may do so, and never read it again.
package enum SaveStoreSecret {
    package static func run(
        _ secret: Secret,
        as kind: StoreSecret,
        in store: ID<Store>,
        vault: SecretVault,
        on db: Connection
    ) async throws {
        let sealed = try vault.seal(secret, for: kind.row(in: store))
        try await db.execute(
            """
            INSERT INTO system_api_keys (store_id, service_name, key_type, encrypted_key, key_hint)
            VALUES (\(store), \(kind.service), \(kind.type), \(sealed), \(secret.hint))
            ON CONFLICT (store_id, service_name, key_type) WHERE is_active
            DO UPDATE SET encrypted_key = EXCLUDED.encrypted_key, key_hint = EXCLUDED.key_hint
            """
        )
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
            SELECT encrypted_key FROM system_api_keys
            WHERE store_id = \(store) AND service_name = \(kind.service) AND key_type = \(kind.type) AND is_active
                AND (expires_at IS NULL OR expires_at > now())
            """
        )
        guard let sealed = try row?.decode("encrypted_key", as: String.self) else { return nil }
        return try vault.open(sealed, for: kind.row(in: store))
    }
}
