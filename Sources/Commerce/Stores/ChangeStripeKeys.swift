package import Foundation
package import Postgres

/// What an owner enters of Stripe's keys. A secret that is nil stays as it is.
package struct StripeKeyChange: Hashable, Sendable {
    package let publishable: String
    package let secret: Secret?
    package let webhookSecret: Secret?
    /// The end of the secret key.
    package let expiry: Date?

    package init(publishable: String, secret: Secret?, webhookSecret: Secret?, expiry: Date?) {
        self.publishable = publishable
        self.secret = secret
        self.webhookSecret = webhookSecret
        self.expiry = expiry
    }
}

/// What a store has of Stripe's keys, as its owner may see it.
package struct StripeKeyRecord: Hashable, Sendable {
    package let publishable: String
    package let secret: StoredKey?
    package let webhookSecret: StoredKey?

    package static func find(in store: ID<Store>, on db: Connection) async throws -> StripeKeyRecord {
        let row = try await db.one("SELECT stripe_publishable_key FROM stores WHERE id = \(store)")
        let keys = try await StoredKey.list(in: store, on: db)
        return StripeKeyRecord(
            publishable: try row.decode("stripe_publishable_key", as: String?.self) ?? "",
            secret: keys.first { $0.kind == .stripeSecretKey },
            webhookSecret: keys.first { $0.kind == .stripeWebhookSecret }
        )
    }
}

/// Lets a store take cards, with the keys that its owner copies from Stripe.
package enum ChangeStripeKeys {
    /// - Throws: ``StripeKeyError``
    package static func run(
        _ change: StripeKeyChange, in store: ID<Store>, vault: SecretVault, on db: Connection
    ) async throws {
        let record = try await StripeKeyRecord.find(in: store, on: db)
        try check(change, against: record)
        if let secret = change.secret {
            try await SaveStoreSecret.run(
                secret, as: .stripeSecretKey, expiry: change.expiry, in: store, vault: vault, on: db)
        } else {
            try await db.execute(
                """
                UPDATE system_api_keys SET expires_at = \(change.expiry)
                WHERE store_id = \(store) AND service_name = 'stripe' AND key_type = 'secret_key'
                """
            )
        }
        if let secret = change.webhookSecret {
            try await SaveStoreSecret.run(secret, as: .stripeWebhookSecret, in: store, vault: vault, on: db)
        }
        try await db.execute(
            """
            UPDATE stores SET stripe_publishable_key = \(change.publishable), payment_enabled = true WHERE id = \(store)
            """
        )
    }

    private static func check(_ change: StripeKeyChange, against record: StripeKeyRecord) throws(StripeKeyError) {
        guard let mode = StripeKeyShape.mode(change.publishable, ["pk"]) else { throw .publishable }
        if let secret = change.secret?.reveal() {
            guard let secretMode = StripeKeyShape.mode(secret, ["sk", "rk"]) else { throw .secret }
            guard secretMode == mode else { throw .modesDiffer }
        } else if record.secret == nil {
            throw .secret
        }
        if let webhook = change.webhookSecret?.reveal() {
            guard webhook.wholeMatch(of: /whsec_[A-Za-z0-9+\/=_-]{8,250}/) != nil else { throw .webhookSecret }
        } else if record.webhookSecret == nil {
            throw .webhookSecret
        }
        if change.secret == nil, change.publishable != record.publishable,
            let before = StripeKeyShape.mode(record.publishable, ["pk"]), before != mode
        {
            throw .modesDiffer
        }
    }
}

/// Takes Stripe's keys away: the store is paid by hand from now on.
package enum RemoveStripeKeys {
    package static func run(in store: ID<Store>, on db: Connection) async throws {
        try await RemoveStoreSecret.run(.stripeSecretKey, in: store, on: db)
        try await RemoveStoreSecret.run(.stripeWebhookSecret, in: store, on: db)
        try await db.execute(
            "UPDATE stores SET stripe_publishable_key = NULL, payment_enabled = false WHERE id = \(store)"
        )
    }
}

/// Stripe's keys say what they are: `sk_live_…`, `pk_test_…`.
enum StripeKeyShape {
    /// `live` or `test`; nil for what is no such key.
    static func mode(_ text: String, _ kinds: Set<String>) -> Substring? {
        guard let match = text.wholeMatch(of: /(pk|sk|rk)_(live|test)_[A-Za-z0-9_]{8,250}/),
            kinds.contains(String(match.1))
        else { return nil }
        return match.2
    }
}

/// Why Stripe's keys are not kept.
package enum StripeKeyError: Error, Hashable {
    case publishable
    case secret
    case webhookSecret
    case modesDiffer
}
