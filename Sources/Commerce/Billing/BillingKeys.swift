package import Postgres

/// The platform's own keys of Stripe's: from the settings, or sealed in the database.
package struct BillingKeys: Sendable {
    private let database: Database
    private let vault: SecretVault
    private let settings: Settings

    /// What the operator's settings say; they win.
    package struct Settings: Sendable {
        package let secretKey: Secret?
        package let webhookSecret: Secret?

        package init(secretKey: Secret? = nil, webhookSecret: Secret? = nil) {
            self.secretKey = secretKey
            self.webhookSecret = webhookSecret
        }
    }

    package init(database: Database, vault: SecretVault, settings: Settings = Settings()) {
        self.database = database
        self.vault = vault
        self.settings = settings
    }

    /// Nil where the operator has not set billing up.
    package func secretKey() async throws -> Secret? {
        if let key = settings.secretKey { return key }
        return try await find(.secretKey)
    }

    package func webhookSecret() async throws -> Secret? {
        if let secret = settings.webhookSecret { return secret }
        return try await find(.webhookSecret)
    }

    private func find(_ secret: PlatformSecret) async throws -> Secret? {
        let service = try Persona.service(store: nil).databaseActor
        let sealed = try await database.read(as: service, [secret.query])[0].first?.decode(
            "encrypted_key", as: String.self)
        return try sealed.map { try vault.open($0, for: secret.row) }
    }
}

/// A key of an outside service that belongs to the platform and to no store.
package struct PlatformSecret: Hashable, Sendable {
    package let service: String
    package let type: String

    package static let secretKey = PlatformSecret(service: "stripe_billing", type: "secret_key")
    package static let webhookSecret = PlatformSecret(service: "stripe_billing", type: "webhook_secret")

    /// What the sealed value is bound to, as a store's secret is to its store.
    package var row: String { "system_api_keys/platform/\(service)/\(type)" }

    fileprivate var query: SQL {
        """
        SELECT encrypted_key FROM system_api_keys
        WHERE store_id IS NULL AND service_name = \(service) AND key_type = \(type) AND is_active
            AND (expires_at IS NULL OR expires_at > now())
        """
    }
}
