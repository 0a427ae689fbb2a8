package import Postgres

/// The keys that a store's owner copies from Stripe.
package struct StripeKeys: Hashable, Sendable {
    package let publishable: String
    package let secret: Secret
    package let webhookSecret: Secret

    package init(publishable: String, secret: Secret, webhookSecret: Secret) {
        self.publishable = publishable
        self.secret = secret
        self.webhookSecret = webhookSecret
    }
}

/// Lets a store take cards from now on.
package enum SavePaymentSettings {
    package static func run(
        _ keys: StripeKeys,
        in store: ID<Store>,
        vault: SecretVault,
        on db: Connection
    ) async throws {
        try await SaveStoreSecret.run(keys.secret, as: .stripeSecretKey, in: store, vault: vault, on: db)
        try await SaveStoreSecret.run(keys.webhookSecret, as: .stripeWebhookSecret, in: store, vault: vault, on: db)
        try await db.execute(
            """
            UPDATE stores SET stripe_publishable_key = \(keys.publishable), payment_enabled = true
            WHERE id = \(store)
            """
        )
    }
}
