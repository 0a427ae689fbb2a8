import Foundation

/// Leads an owner to the provider's page on which a plan is bought.
package struct StartPlanCheckout: Sendable {
    private let billing: Billing

    /// A trial's end on the provider's page lies at least 48 hours ahead; an hour more for who takes time to type.
    private static let shortestTrial: TimeInterval = 49 * 3_600

    package init(_ billing: Billing) {
        self.billing = billing
    }

    /// - Parameters:
    ///   - key: the same again leads to the same page.
    ///   - address: of the owner's page about the plan, where the provider leads back to.
    package func callAsFunction(
        _ kind: Plan.Kind,
        for owner: BillingOwner,
        key: IdempotencyKey,
        returningTo address: String
    ) async throws -> HostedPage {
        let secret = try await billing.key()
        let order = try await order(kind, for: owner, key: key, with: secret)
        let checkout = PlanCheckout(
            order: order,
            // The provider puts the page's name in place of the braces.
            successAddress: "\(address)?checkout={CHECKOUT_SESSION_ID}",
            cancelAddress: address
        )
        return try await billing.asking { try await billing.provider.startCheckout(checkout, with: secret) }
    }

    /// Without a page, paid with what the customer has on file with the provider.
    package func withoutPage(_ kind: Plan.Kind, for owner: BillingOwner, key: IdempotencyKey) async throws {
        let secret = try await billing.key()
        let order = try await order(kind, for: owner, key: key, with: secret)
        let made = try await billing.asking { try await billing.provider.subscribe(order, with: secret) }
        // A provider may say so instead of refusing.
        guard ["active", "trialing"].contains(made.status) else { throw BillingError.declined(nil) }
        try await RefreshSubscription(billing: billing)(made.id, of: owner.id)
    }

    private func order(
        _ kind: Plan.Kind,
        for owner: BillingOwner,
        key: IdempotencyKey,
        with secret: Secret
    ) async throws -> PlanOrder {
        let (_, price) = try await billing.sold(kind)
        let current = try await billing.subscription(of: owner.id)
        if let current, current.providerID != nil,
            ![.canceled, .incomplete, .incompleteExpired].contains(current.status)
        {
            throw BillingError.alreadySubscribed
        }
        return PlanOrder(
            owner: owner.id,
            customer: try await billing.customer(of: owner, with: secret),
            plan: kind,
            price: price,
            trialEnd: trialEnd(current),
            idempotencyKey: "plan-\(owner.id)-\(key.text)"
        )
    }

    private func trialEnd(_ current: Subscription?) -> Date? {
        guard let current, current.isTrial, current.status == .trialing, let end = current.periodEnd,
            end.timeIntervalSince(billing.now()) > Self.shortestTrial
        else { return nil }
        return end
    }
}

/// The owner comes back from the provider's page, before the webhook or after it.
package struct FinishPlanCheckout: Sendable {
    private let billing: Billing

    package init(_ billing: Billing) {
        self.billing = billing
    }

    package func callAsFunction(_ checkout: String, of owner: ID<User>) async throws -> PlanPurchase {
        let key = try await billing.key()
        let outcome = try await billing.asking { try await billing.provider.retrieveCheckout(checkout, with: key) }
        guard outcome.owner == owner, let subscription = outcome.subscription else { return .nothing }
        try await RefreshSubscription(billing: billing)(subscription, of: owner)
        let current = try await billing.subscription(of: owner)
        return current?.providerID == subscription && current?.isInForce == true ? .begun : .unconfirmed
    }
}

/// What came of the provider's page.
package enum PlanPurchase: Hashable, Sendable {
    case begun
    /// Bought, and the payment has yet to be confirmed.
    case unconfirmed
    /// Nothing was bought there, or by somebody else.
    case nothing
}
