package import Foundation

/// A service that moves money. Called outside transactions only; each call has an idempotency key where it changes
/// something, a timeout and a budget of retries.
package protocol PaymentProvider: Sendable {
    func createIntent(
        _ request: PaymentIntentRequest,
        with key: Secret
    ) async throws(PaymentProviderError) -> PaymentIntent

    func retrieveIntent(_ id: PaymentIntent.Name, with key: Secret) async throws(PaymentProviderError) -> PaymentIntent

    /// Tries to collect the money with a payment method that the buyer's browser made.
    func confirmIntent(
        _ id: PaymentIntent.Name,
        paymentMethod: String,
        with key: Secret
    ) async throws(PaymentProviderError) -> PaymentIntent

    func cancelIntent(_ id: PaymentIntent.Name, with key: Secret) async throws(PaymentProviderError) -> PaymentIntent

    /// What the service reports in `body`, once `signature` has proven that it was sent by the service, lately.
    func event(
        in body: [UInt8],
        signature: String,
        secret: Secret,
        now: Date
    ) throws(WebhookError) -> PaymentEvent

    /// An event that was verified when it came, read again from where it was stored.
    func event(stored body: String) throws(WebhookError) -> PaymentEvent
}
