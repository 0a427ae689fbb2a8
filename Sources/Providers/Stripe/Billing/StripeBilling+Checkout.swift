package import Commerce
import Foundation

extension StripeBilling {
    package func startCheckout(
        _ checkout: PlanCheckout,
        with key: Secret
    ) async throws(PaymentProviderError) -> HostedPage {
        let order = checkout.order
        var fields = [
            ("mode", "subscription"),
            ("customer", order.customer.id),
            ("client_reference_id", order.owner.description),
            ("line_items[0][price]", order.price),
            ("line_items[0][quantity]", "1"),
            ("subscription_data[metadata][owner_id]", order.owner.description),
            ("subscription_data[metadata][plan]", order.plan.rawValue),
            ("success_url", checkout.successAddress),
            ("cancel_url", checkout.cancelAddress),
        ]
        if let end = order.trialEnd { fields.append(("subscription_data[trial_end]", Self.seconds(end))) }
        let call = StripeCall.post("/v1/checkout/sessions", StripeForm(fields), idempotencyKey: order.idempotencyKey)
        return try await read(StripePage.self, call, key).page()
    }

    package func retrieveCheckout(
        _ id: String,
        with key: Secret
    ) async throws(PaymentProviderError) -> CheckoutOutcome {
        let path = "/v1/checkout/sessions/\(try Self.path(id))"
        return try await read(StripeCheckout.self, .get(path), key).outcome
    }

    static func seconds(_ date: Date) -> String { "\(Int(date.timeIntervalSince1970))" }
}
