import Foundation
import Postgres

/// Works on stored events of the platform's billing, each once and in whatever order they came: an event only says where
/// to look. How the subscription stands is asked for; where there is nobody to ask, the newest of all reports counts.
package struct ProcessBillingEvents: Sendable {
    private let billing: Billing

    private enum Outcome: String {
        case applied
        case unknownOwner = "unknown_owner"
        case otherAccount = "other_account"
        case notOurs = "not_ours"
    }

    package init(_ billing: Billing) {
        self.billing = billing
    }

    package func one(_ id: String) async throws {
        guard let event = try await waitingEvent(id) else { return }
        do {
            try await work(on: event)
        } catch {
            try await note(error, on: id)
            throw error
        }
    }

    /// What an earlier attempt left undone, oldest first; how many were tried.
    @discardableResult
    package func waiting(limit: Int = 100) async throws -> Int {
        let found = try await billing.database.read(
            as: Persona.billing.databaseActor,
            [
                """
                SELECT event_id FROM billing_events WHERE processed_at IS NULL AND retry_at <= \(billing.now())
                ORDER BY retry_at LIMIT \(limit)
                """
            ]
        )[0]
        for row in found { try? await one(try row["event_id"]) }
        return found.count
    }

    private func waitingEvent(_ id: String) async throws -> BillingEvent? {
        let found = try await billing.database.read(
            as: Persona.billing.databaseActor,
            ["SELECT payload FROM billing_events WHERE event_id = \(id) AND processed_at IS NULL"]
        )
        guard let payload = try found[0].first?.decode("payload", as: JSON.self) else { return nil }
        return try billing.provider.event(stored: payload.text)
    }

    private func work(on event: BillingEvent) async throws {
        guard event.account == nil else { return try await finish(event, .otherAccount) }
        guard let subscription = event.subscription else { return try await finish(event, .notOurs) }
        let answer = try await RefreshSubscription(billing: billing).ask(about: subscription)
        let plans = try await billing.plans()
        try await billing.database.transaction(as: .billing, retry: .conflicts()) { db in
            guard try await db.first(Self.lock(event.id)) != nil else { return }
            let outcome = try await apply(answer, event, subscription, plans, on: db)
            // Unanswered is not done: what the reports say counts until the provider is heard.
            if case .silence = answer { return }
            try await db.execute(Self.mark(event.id, outcome))
        }
        if case .silence(let error) = answer { throw error }
    }

    private func apply(
        _ answer: RefreshSubscription.Answer,
        _ event: BillingEvent,
        _ subscription: String,
        _ plans: [Plan],
        on db: Connection
    ) async throws -> Outcome {
        if let owner = event.owner, let customer = event.customer {
            _ = try await db.execute(Self.introduce(customer, to: owner))
        }
        guard let seen = try await seen(answer, event, subscription, on: db) else { return .notOurs }
        let owner = try await db.first(Self.findOwner(of: seen.subscription, named: event.owner))
        guard let owner: ID<User> = try owner?["id"] else { return .unknownOwner }
        try await SettleSubscription.run(seen, of: owner, plans, billing.prices, on: db)
        return .applied
    }

    /// The answer, or the newest report that is stored.
    private func seen(
        _ answer: RefreshSubscription.Answer,
        _ event: BillingEvent,
        _ subscription: String,
        on db: Connection
    ) async throws -> SeenSubscription? {
        if case .seen(let seen, let ticket) = answer {
            return SeenSubscription(subscription: seen, source: .answer(ticket: ticket, about: event))
        }
        guard let payload = try await db.first(Self.newestReport(of: subscription))?.decode("payload", as: JSON.self)
        else { return nil }
        let report = try billing.provider.event(stored: payload.text)
        guard case .subscription(let seen) = report.subject else { return nil }
        return SeenSubscription(subscription: seen, source: .report(report))
    }

    private func finish(_ event: BillingEvent, _ outcome: Outcome) async throws {
        try await billing.database.transaction(as: .billing) { db in
            _ = try await db.execute(Self.mark(event.id, outcome))
        }
    }

    private func note(_ error: any Error, on event: String) async throws {
        try await billing.database.transaction(as: .billing) { db in
            _ = try await db.execute(
                """
                UPDATE billing_events SET attempts = attempts + 1, last_error = \(String(describing: error)),
                    retry_at = \(billing.now()) + LEAST(15 * 2 ^ LEAST(attempts, 12), 3600) * interval '1 second'
                WHERE event_id = \(event) AND processed_at IS NULL
                """
            )
        }
    }
}

extension ProcessBillingEvents {
    /// Whoever comes second waits, and then finds it done.
    private static func lock(_ event: String) -> SQL {
        "SELECT event_id FROM billing_events WHERE event_id = \(event) AND processed_at IS NULL FOR UPDATE"
    }

    private static func mark(_ event: String, _ outcome: Outcome) -> SQL {
        """
        UPDATE billing_events SET processed_at = now(), attempts = attempts + 1, last_error = NULL,
            outcome = \(outcome.rawValue)
        WHERE event_id = \(event) AND processed_at IS NULL
        """
    }

    private static func newestReport(of subscription: String) -> SQL {
        """
        SELECT payload FROM billing_events
        WHERE stripe_subscription_id = \(subscription) AND provider_status IS NOT NULL
        ORDER BY occurred_at DESC, rank DESC, event_id DESC LIMIT 1
        """
    }

    /// The page on which an owner bought says who bought; reports that came before it are understood from now on.
    private static func introduce(_ customer: BillingCustomer, to owner: ID<User>) -> SQL {
        """
        UPDATE store_owners SET stripe_customer_id = \(customer.id)
        WHERE id = \(owner) AND stripe_customer_id IS NULL
            AND NOT EXISTS (SELECT FROM store_owners o WHERE o.stripe_customer_id = \(customer.id))
        """
    }

    /// Whose row it is already; whose customer it is of; who is named on it.
    private static func findOwner(of subscription: BillingSubscription, named owner: ID<User>?) -> SQL {
        """
        SELECT id FROM (
            SELECT store_owner_id AS id, 1 AS place FROM store_owner_subscriptions
            WHERE stripe_subscription_id = \(subscription.id)
            UNION ALL SELECT id, 2 FROM store_owners WHERE stripe_customer_id = \(subscription.customer.id)
            UNION ALL SELECT id, 3 FROM store_owners WHERE id = \(subscription.owner)
            UNION ALL SELECT id, 4 FROM store_owners WHERE id = \(owner)
        ) AS known ORDER BY place
        LIMIT 1
        """
    }
}
