package import Commerce
package import Foundation
import Pricing
package import Synchronization

/// A service in memory that sells subscriptions: one for one idempotency key, and what was declined changes nothing.
package final class PretendBilling: BillingProvider {
    package struct State: Sendable {
        package var subscriptions: [String: BillingSubscription] = [:]
        package var checkouts: [String: CheckoutOutcome] = [:]
        package var orders: [PlanCheckout] = []
        package var changes: [SubscriptionChange] = []
        package var cancelled: [String] = []
        package var invoices: [BillingInvoice] = []
        package var customers = 0
        package var failures: [PaymentProviderError.Kind] = []
        /// Happens after an answer was fixed and before it is given: the world moves on while it travels.
        package var meanwhile: @Sendable () async -> Void = {}
    }

    package let state = Mutex(State())
    private let reading: @Sendable (String) throws(WebhookError) -> BillingEvent

    package init(
        reading: @escaping @Sendable (String) throws(WebhookError) -> BillingEvent = { _ throws(WebhookError) in
            throw .unreadable
        }
    ) {
        self.reading = reading
    }

    /// The next calls fail so, before they have an effect.
    package func fail(_ kinds: PaymentProviderError.Kind...) {
        state.withLock { $0.failures += kinds }
    }

    package func put(_ subscription: BillingSubscription) {
        state.withLock { $0.subscriptions[subscription.id] = subscription }
    }

    package func findOrCreateCustomer(
        _ owner: BillingOwner,
        with key: Secret
    ) async throws(PaymentProviderError) -> BillingCustomer {
        try failIfTold()
        state.withLock { $0.customers += 1 }
        return BillingCustomer(id: "cus_\(owner.id.description.prefix(8))")
    }

    package func startCheckout(
        _ checkout: PlanCheckout,
        with key: Secret
    ) async throws(PaymentProviderError) -> HostedPage {
        try failIfTold()
        state.withLock { $0.orders.append(checkout) }
        return HostedPage(id: "cs_1", address: "https://checkout.stripe.com/c/pay/cs_1")
    }

    package func retrieveCheckout(
        _ id: String,
        with key: Secret
    ) async throws(PaymentProviderError) -> CheckoutOutcome {
        try failIfTold()
        guard let outcome = state.withLock({ $0.checkouts[id] }) else { throw PaymentProviderError(.notFound) }
        return outcome
    }

    package func openPortal(
        for customer: BillingCustomer,
        returningTo address: String,
        with key: Secret
    ) async throws(PaymentProviderError) -> HostedPage {
        try failIfTold()
        return HostedPage(id: "bps_1", address: "https://billing.stripe.com/p/session/bps_1")
    }

    package func subscribe(
        _ order: PlanOrder,
        with key: Secret
    ) async throws(PaymentProviderError) -> BillingSubscription {
        try failIfTold()
        let made = BillingSubscription(
            id: "sub_\(order.idempotencyKey.suffix(8))",
            customer: order.customer,
            status: order.trialEnd == nil ? "active" : "trialing",
            createdAt: Date(timeIntervalSince1970: 1_800_000_000),
            item: "si_1",
            price: order.price,
            owner: order.owner,
            namedPlan: order.plan.rawValue
        )
        put(made)
        return made
    }

    package func retrieveSubscription(
        _ id: String,
        with key: Secret
    ) async throws(PaymentProviderError) -> BillingSubscription {
        try failIfTold()
        guard let found = state.withLock({ $0.subscriptions[id] }) else { throw PaymentProviderError(.notFound) }
        await state.withLock(\.meanwhile)()
        return found
    }

    package func previewChange(
        _ change: SubscriptionChange,
        with key: Secret
    ) async throws(PaymentProviderError) -> ProrationPreview {
        try failIfTold()
        let line = ProrationPreview.Line(text: "Remaining time", amount: Money(minorUnits: 31_17, .usd))
        return ProrationPreview(amountDue: Money(minorUnits: 31_17, .usd), lines: [line])
    }

    package func change(
        _ change: SubscriptionChange,
        with key: Secret
    ) async throws(PaymentProviderError) -> BillingSubscription {
        try failIfTold()
        state.withLock { $0.changes.append(change) }
        return try update(change.subscription) { $0.with(price: change.price, plan: change.plan) }
    }

    package func setCancelAtPeriodEnd(
        _ ends: Bool,
        of subscription: String,
        idempotencyKey: String,
        with key: Secret
    ) async throws(PaymentProviderError) -> BillingSubscription {
        try failIfTold()
        return try update(subscription) { $0.with(cancelAtPeriodEnd: ends) }
    }

    package func cancel(
        _ subscription: String,
        with key: Secret
    ) async throws(PaymentProviderError) -> BillingSubscription {
        try failIfTold()
        state.withLock { $0.cancelled.append(subscription) }
        return try update(subscription) { $0.with(status: "canceled") }
    }

    package func invoices(
        of customer: BillingCustomer,
        with key: Secret
    ) async throws(PaymentProviderError) -> [BillingInvoice] {
        try failIfTold()
        return state.withLock(\.invoices)
    }

    /// The signature is the secret itself.
    package func event(
        in body: [UInt8],
        signature: String,
        secret: Secret,
        now: Date
    ) throws(WebhookError) -> BillingEvent {
        guard Secret(signature) == secret else { throw .signatureWrong }
        return try event(stored: String(decoding: body, as: UTF8.self))
    }

    package func event(stored body: String) throws(WebhookError) -> BillingEvent {
        try reading(body)
    }

    private func update(
        _ id: String,
        _ change: (BillingSubscription) -> BillingSubscription
    ) throws(PaymentProviderError) -> BillingSubscription {
        let changed = state.withLock { state -> BillingSubscription? in
            guard let found = state.subscriptions[id] else { return nil }
            state.subscriptions[id] = change(found)
            return state.subscriptions[id]
        }
        guard let changed else { throw PaymentProviderError(.notFound) }
        return changed
    }

    private func failIfTold() throws(PaymentProviderError) {
        let failure = state.withLock { $0.failures.isEmpty ? nil : $0.failures.removeFirst() }
        if let failure { throw PaymentProviderError(failure) }
    }
}

extension BillingSubscription {
    /// The same subscription a moment later.
    package func with(
        status: String? = nil,
        price: String? = nil,
        plan: Plan.Kind? = nil,
        cancelAtPeriodEnd: Bool? = nil
    ) -> BillingSubscription {
        BillingSubscription(
            id: id,
            customer: customer,
            status: status ?? self.status,
            createdAt: createdAt,
            item: item,
            price: price ?? self.price,
            period: period,
            cancelAtPeriodEnd: cancelAtPeriodEnd ?? self.cancelAtPeriodEnd,
            latestInvoice: latestInvoice,
            owner: owner,
            namedPlan: plan?.rawValue ?? namedPlan
        )
    }
}
