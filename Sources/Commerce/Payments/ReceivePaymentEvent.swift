package import Foundation
package import Postgres

/// A webhook of a store's payment provider: proven, stored, and only then worked on. What was stored and could not be
/// worked on is found again by `ProcessPaymentEvents`.
package struct ReceivePaymentEvent: Sendable {
    private let database: Database
    private let provider: any PaymentProvider
    private let vault: SecretVault
    private let process: ProcessPaymentEvents

    package init(database: Database, provider: any PaymentProvider, vault: SecretVault) {
        self.database = database
        self.provider = provider
        self.vault = vault
        process = ProcessPaymentEvents(database: database, provider: provider)
    }

    /// Returns once the event is safe with us; then the provider may forget it.
    package func callAsFunction(
        _ body: [UInt8],
        signature: String?,
        at now: Date,
        in store: ID<Store>
    ) async throws {
        guard let signature else { throw WebhookError.signatureMissing }
        let event = try await database.transaction(as: .service(store: store)) { db in
            guard let secret = try await FindStoreSecret.run(.stripeWebhookSecret, in: store, vault: vault, on: db)
            else {
                throw WebhookError.signatureWrong
            }
            let event = try provider.event(in: body, signature: signature, secret: secret, now: now)
            try await db.execute(Self.insert(event, String(decoding: body, as: UTF8.self), in: store))
            return event
        }
        // Stored is enough: a failure from here on is the job's to repeat, not the provider's.
        _ = try? await process.one(event.id, in: store)
    }

    /// A repeated event changes nothing.
    private static func insert(_ event: PaymentEvent, _ body: String, in store: ID<Store>) -> SQL {
        """
        INSERT INTO stripe_events (store_id, event_id, event_type, payload)
        VALUES (\(store), \(event.id), \(event.type), \(JSON(text: body)))
        ON CONFLICT (store_id, event_id) DO NOTHING
        """
    }
}
