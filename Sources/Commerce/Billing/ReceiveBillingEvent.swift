import Foundation
import Postgres

/// A webhook about the platform's own business: proven, stored, and only then worked on. What was stored and could not be
/// worked on is found again by ``ProcessBillingEvents``.
package struct ReceiveBillingEvent: Sendable {
    private let billing: Billing
    private let process: ProcessBillingEvents

    package init(_ billing: Billing) {
        self.billing = billing
        process = ProcessBillingEvents(billing)
    }

    /// Returns once the event is safe with us; then the provider may forget it.
    package func callAsFunction(_ body: [UInt8], signature: String?) async throws {
        guard let signature else { throw WebhookError.signatureMissing }
        guard let secret = try await billing.keys.webhookSecret() else { throw WebhookError.signatureWrong }
        let event = try billing.provider.event(in: body, signature: signature, secret: secret, now: billing.now())
        try await billing.database.transaction(as: .billing) { db in
            _ = try await db.execute(Self.insert(event, String(decoding: body, as: UTF8.self), at: billing.now()))
        }
        // Stored is enough: a failure from here on is the schedule's to repeat, not the provider's.
        try? await process.one(event.id)
    }

    /// A repeated event changes nothing. What is about somebody else's account is kept, and is about no subscription of
    /// ours.
    private static func insert(_ event: BillingEvent, _ body: String, at now: Date) -> SQL {
        let isOurs = event.account == nil
        return """
            INSERT INTO billing_events (event_id, event_type, payload, occurred_at, rank, stripe_subscription_id,
                stripe_customer_id, provider_status, retry_at)
            VALUES (\(event.id), \(event.type), \(JSON(text: body)), \(event.occurredAt), \(Int16(event.rank)),
                \(isOurs ? event.subscription : nil), \(isOurs ? event.customer?.id : nil), \(isOurs ? event.status : nil), \(now))
            ON CONFLICT (event_id) DO NOTHING
            """
    }
}
