import Commerce
import Foundation
import Testing

/// Fails the test that asks for money.
struct NoProvider: PaymentProvider {
    func createIntent(_ request: PaymentIntentRequest, with key: Secret) async throws(PaymentProviderError)
        -> PaymentIntent
    {
        throw unexpected()
    }

    func retrieveIntent(_ id: PaymentIntent.Name, with key: Secret) async throws(PaymentProviderError) -> PaymentIntent
    {
        throw unexpected()
    }

    func confirmIntent(
        _ id: PaymentIntent.Name,
        paymentMethod: String,
        with key: Secret
    ) async throws(PaymentProviderError) -> PaymentIntent {
        throw unexpected()
    }

    func cancelIntent(_ id: PaymentIntent.Name, with key: Secret) async throws(PaymentProviderError) -> PaymentIntent {
        throw unexpected()
    }

    func event(in body: [UInt8], signature: String, secret: Secret, now: Date) throws(WebhookError) -> PaymentEvent {
        throw .signatureWrong
    }

    func event(stored body: String) throws(WebhookError) -> PaymentEvent {
        throw .unreadable
    }

    private func unexpected() -> PaymentProviderError {
        Issue.record("Nothing here should ask the payment provider.")
        return PaymentProviderError(.refused)
    }
}
