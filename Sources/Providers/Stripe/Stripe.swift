package import AsyncHTTPClient
package import Commerce
package import Foundation
import Pricing

/// Stripe's Payment Intents, spoken over HTTP.
package struct Stripe: PaymentProvider {
    private let api: StripeAPI

    /// `base` is `https://api.stripe.com`, or a server that speaks the same.
    package init(base: URL, http: HTTPClient = .shared, retries: StripeRetries = StripeRetries()) {
        api = StripeAPI(base: base, http: http, retries: retries)
    }

    package func createIntent(
        _ request: PaymentIntentRequest,
        with key: Secret
    ) async throws(PaymentProviderError) -> PaymentIntent {
        let form = StripeForm([
            ("amount", String(try StripeAmount.minorUnits(of: request.amount))),
            ("currency", request.amount.currency.code.lowercased()),
            ("payment_method_types[]", "card"),
            ("metadata[store_id]", request.reference.store.description),
            ("metadata[order_id]", request.reference.order.description),
        ])
        return try await intent(.post("/v1/payment_intents", form, idempotencyKey: request.idempotencyKey), key)
    }

    package func retrieveIntent(
        _ id: PaymentIntent.Name,
        with key: Secret
    ) async throws(PaymentProviderError) -> PaymentIntent {
        try await intent(.get("/v1/payment_intents/\(try Self.path(id))"), key)
    }

    /// In two calls, because a confirmation that names its method is not understood by every server that speaks
    /// Stripe's language, and the two steps are.
    package func confirmIntent(
        _ id: PaymentIntent.Name,
        paymentMethod: String,
        with key: Secret
    ) async throws(PaymentProviderError) -> PaymentIntent {
        let path = "/v1/payment_intents/\(try Self.path(id))"
        let form = StripeForm([("payment_method", paymentMethod)])
        let keyed = "\(id.rawValue)-\(paymentMethod)"
        _ = try await intent(.post(path, form, idempotencyKey: "attach-\(keyed)"), key)
        return try await intent(.post("\(path)/confirm", StripeForm(), idempotencyKey: "confirm-\(keyed)"), key)
    }

    package func cancelIntent(
        _ id: PaymentIntent.Name,
        with key: Secret
    ) async throws(PaymentProviderError) -> PaymentIntent {
        let path = "/v1/payment_intents/\(try Self.path(id))/cancel"
        return try await intent(.post(path, StripeForm(), idempotencyKey: "cancel-\(id.rawValue)"), key)
    }

    package func event(
        in body: [UInt8],
        signature: String,
        secret: Secret,
        now: Date
    ) throws(WebhookError) -> PaymentEvent {
        try StripeSignature(header: signature).verify(body, secret: secret, now: now)
        return try StripeEvent.decode(Data(body))
    }

    package func event(stored body: String) throws(WebhookError) -> PaymentEvent {
        try StripeEvent.decode(Data(body.utf8))
    }

    private func intent(_ call: StripeCall, _ key: Secret) async throws(PaymentProviderError) -> PaymentIntent {
        let body = try await api.send(call, key: key)
        guard let object = try? JSONDecoder().decode(StripeIntent.self, from: body), let intent = object.domain else {
            throw PaymentProviderError(.unreadable)
        }
        return intent
    }

    /// Ids come back from browsers; nothing but Stripe's own alphabet goes into a path.
    private static func path(_ id: PaymentIntent.Name) throws(PaymentProviderError) -> String {
        guard id.rawValue.wholeMatch(of: /pi_[A-Za-z0-9_]{1,250}/) != nil else {
            throw PaymentProviderError(.notFound)
        }
        return id.rawValue
    }
}
