package import Foundation

/// A service that sells subscriptions. Called outside transactions only; each call has a timeout, a budget of retries, and
/// an idempotency key where it changes something.
package protocol BillingProvider: Sendable {
    /// The owner's customer: the one made for them before, if there is one.
    func findOrCreateCustomer(
        _ owner: BillingOwner,
        with key: Secret
    ) async throws(PaymentProviderError) -> BillingCustomer

    /// A page of the provider's on which the owner subscribes.
    func startCheckout(_ checkout: PlanCheckout, with key: Secret) async throws(PaymentProviderError) -> HostedPage

    /// What became of that page.
    func retrieveCheckout(_ id: String, with key: Secret) async throws(PaymentProviderError) -> CheckoutOutcome

    /// A page of the provider's for cards, addresses and invoices.
    func openPortal(
        for customer: BillingCustomer,
        returningTo address: String,
        with key: Secret
    ) async throws(PaymentProviderError) -> HostedPage

    /// A subscription without a page, paid with what the customer has on file.
    func subscribe(_ order: PlanOrder, with key: Secret) async throws(PaymentProviderError) -> BillingSubscription

    func retrieveSubscription(_ id: String, with key: Secret) async throws(PaymentProviderError) -> BillingSubscription

    /// What a change would cost, as the provider computes it.
    func previewChange(_ change: SubscriptionChange, with key: Secret) async throws(PaymentProviderError)
        -> ProrationPreview

    func change(_ change: SubscriptionChange, with key: Secret) async throws(PaymentProviderError)
        -> BillingSubscription

    func setCancelAtPeriodEnd(
        _ ends: Bool,
        of subscription: String,
        idempotencyKey: String,
        with key: Secret
    ) async throws(PaymentProviderError) -> BillingSubscription

    /// At once, with what was paid in advance credited.
    func cancel(_ subscription: String, with key: Secret) async throws(PaymentProviderError) -> BillingSubscription

    /// The newest first.
    func invoices(of customer: BillingCustomer, with key: Secret) async throws(PaymentProviderError) -> [BillingInvoice]

    /// What the provider reports in `body`, once `signature` has proven that it was sent by the provider, lately.
    func event(in body: [UInt8], signature: String, secret: Secret, now: Date) throws(WebhookError) -> BillingEvent

    /// An event that was verified when it came, read again from where it was stored.
    func event(stored body: String) throws(WebhookError) -> BillingEvent
}
