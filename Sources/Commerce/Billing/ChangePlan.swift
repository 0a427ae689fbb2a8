package import Foundation
import Pricing

/// Another plan in place of the one that runs, at the price of the difference.
package struct ChangePlan: Sendable {
    private let billing: Billing

    /// The provider computes to the second, so a preview holds while its second may still be named.
    private static let previewLifetime: TimeInterval = 3_600

    /// What an owner looks at before the plan is changed.
    package struct Preview: Sendable {
        package let plan: Plan
        package let current: Plan
        package let proration: ProrationPreview
        package let settlement: SubscriptionChange.Settlement
        /// What there is more of than the new plan allows.
        package let excesses: [PlanUsage.Excess]
        package let date: Date
    }

    package init(_ billing: Billing) {
        self.billing = billing
    }

    package func preview(_ kind: Plan.Kind, for owner: BillingOwner) async throws -> Preview {
        let secret = try await billing.key()
        let date = Date(timeIntervalSince1970: billing.now().timeIntervalSince1970.rounded(.down))
        let (change, plan, current) = try await change(to: kind, for: owner, from: date, key: "", with: secret)
        let proration = try await billing.asking { try await billing.provider.previewChange(change, with: secret) }
        let usage = try await ShowPlan(billing)(of: owner.id).usage
        return Preview(
            plan: plan,
            current: current,
            proration: proration,
            settlement: change.settlement,
            excesses: usage.beyond(plan.limits),
            date: date
        )
    }

    /// - Parameter date: of the preview that the owner agreed to.
    package func callAsFunction(
        to kind: Plan.Kind,
        for owner: BillingOwner,
        previewedAt date: Date,
        key: IdempotencyKey
    ) async throws {
        let age = billing.now().timeIntervalSince(date)
        guard (-60...Self.previewLifetime).contains(age) else { throw BillingError.previewOutdated }
        let secret = try await billing.key()
        let (change, _, _) = try await change(
            to: kind,
            for: owner,
            from: date,
            key: "change-\(owner.id)-\(key.text)",
            with: secret
        )
        let changed = try await billing.asking { try await billing.provider.change(change, with: secret) }
        try await RefreshSubscription(billing: billing)(changed.id, of: owner.id)
    }

    private func change(
        to kind: Plan.Kind,
        for owner: BillingOwner,
        from date: Date,
        key: String,
        with secret: Secret
    ) async throws -> (SubscriptionChange, Plan, Plan) {
        let (plan, price) = try await billing.sold(kind)
        let (current, name) = try await billing.running(of: owner.id)
        guard current.plan != kind else { throw BillingError.samePlan }
        guard !current.isOwed else { throw BillingError.paymentDue }
        let running = try await billing.asking { try await billing.provider.retrieveSubscription(name, with: secret) }
        guard let item = running.item, let before = try await billing.plans().first(where: { $0.kind == current.plan })
        else { throw BillingError.refused }
        let change = SubscriptionChange(
            subscription: name,
            item: item,
            customer: running.customer,
            plan: kind,
            price: price,
            settlement: plan.costsMore(than: before) ? .now : .onNextInvoice,
            prorationDate: date,
            idempotencyKey: key
        )
        return (change, plan, before)
    }
}

extension Plan {
    func costsMore(than other: Plan) -> Bool {
        price.minorUnits > other.price.minorUnits
    }
}

extension Billing {
    /// The paid plan that runs, and its name at the provider.
    func running(of owner: ID<User>) async throws -> (Subscription, String) {
        guard let current = try await subscription(of: owner), let name = current.providerID,
            ![.canceled, .incomplete, .incompleteExpired].contains(current.status)
        else { throw BillingError.noSubscription }
        return (current, name)
    }
}
