import Foundation
import Postgres

/// What a provider's subscription means for an owner's plan, and what the owner is told of it.
enum SettleSubscription {
    /// - Parameter db: of the billing persona.
    static func run(
        _ seen: SeenSubscription,
        of owner: ID<User>,
        _ plans: [Plan],
        _ prices: PlanPrices,
        on db: Connection
    ) async throws {
        // One at a time for each owner; whoever waits sees what the one before has written.
        guard try await db.first("SELECT id FROM store_owners WHERE id = \(owner) FOR UPDATE") != nil else { return }
        let before = try await db.first(Subscription.findLive(of: owner), as: Subscription.self)
        let bought = seen.subscription
        let plan = prices.plan(bought: bought.price, named: bought.namedPlan, among: plans)
        _ = try await db.pipeline(
            [Billing.note(bought.customer, of: owner), seen.upsert(of: owner, plan: plan)] + Subscription.settle(owner)
        )
        let after = try await db.first(Subscription.findLive(of: owner), as: Subscription.self)
        let notices = BillingNotice.of(before, after, occasion: seen.occasion)
        guard !notices.isEmpty else { return }
        _ = try await db.pipeline(try notices.map { try $0.insert(for: owner) })
    }
}

extension SeenSubscription {
    /// What the change came with, by name.
    fileprivate var occasion: String {
        switch source {
        case .answer(let ticket, _): "\(subscription.id)/answer-\(ticket)"
        case .report(let event): "\(subscription.id)/\(event.id)"
        }
    }
}
