package import Commerce
import Foundation

extension StripeBilling {
    package func subscribe(
        _ order: PlanOrder,
        with key: Secret
    ) async throws(PaymentProviderError) -> BillingSubscription {
        var fields = [
            ("customer", order.customer.id),
            ("items[0][price]", order.price),
            ("metadata[owner_id]", order.owner.description),
            ("metadata[plan]", order.plan.rawValue),
            // A card that is declined leaves nothing behind.
            ("payment_behavior", "error_if_incomplete"),
        ]
        if let end = order.trialEnd { fields.append(("trial_end", Self.seconds(end))) }
        return try await subscription(
            .post("/v1/subscriptions", StripeForm(fields), idempotencyKey: order.idempotencyKey),
            key
        )
    }

    package func retrieveSubscription(
        _ id: String,
        with key: Secret
    ) async throws(PaymentProviderError) -> BillingSubscription {
        try await subscription(.get("/v1/subscriptions/\(try Self.path(id))"), key)
    }

    package func previewChange(
        _ change: SubscriptionChange,
        with key: Secret
    ) async throws(PaymentProviderError) -> ProrationPreview {
        let form = StripeForm([
            ("customer", change.customer.id),
            ("subscription", change.subscription),
            ("subscription_details[items][0][id]", change.item),
            ("subscription_details[items][0][price]", change.price),
            ("subscription_details[proration_behavior]", change.settlement.behaviour),
            ("subscription_details[proration_date]", Self.seconds(change.prorationDate)),
        ])
        let invoice = try await read(StripeInvoice.self, .ask("/v1/invoices/create_preview", form), key)
        guard let preview = invoice.preview else { throw PaymentProviderError(.unreadable) }
        return preview
    }

    package func change(
        _ change: SubscriptionChange,
        with key: Secret
    ) async throws(PaymentProviderError) -> BillingSubscription {
        var fields = [
            ("items[0][id]", change.item),
            ("items[0][price]", change.price),
            ("metadata[plan]", change.plan.rawValue),
            ("proration_behavior", change.settlement.behaviour),
            ("proration_date", Self.seconds(change.prorationDate)),
        ]
        if change.settlement == .now { fields.append(("payment_behavior", "error_if_incomplete")) }
        let path = "/v1/subscriptions/\(try Self.path(change.subscription))"
        return try await subscription(
            .post(path, StripeForm(fields), idempotencyKey: change.idempotencyKey),
            key
        )
    }

    package func setCancelAtPeriodEnd(
        _ ends: Bool,
        of subscription: String,
        idempotencyKey: String,
        with key: Secret
    ) async throws(PaymentProviderError) -> BillingSubscription {
        let path = "/v1/subscriptions/\(try Self.path(subscription))"
        let form = StripeForm([("cancel_at_period_end", ends ? "true" : "false")])
        return try await self.subscription(.post(path, form, idempotencyKey: idempotencyKey), key)
    }

    package func cancel(
        _ subscription: String,
        with key: Secret
    ) async throws(PaymentProviderError) -> BillingSubscription {
        let path = "/v1/subscriptions/\(try Self.path(subscription))"
        let form = StripeForm([("prorate", "true"), ("invoice_now", "true")])
        return try await self.subscription(.delete(path, form), key)
    }

    private func subscription(
        _ call: StripeCall,
        _ key: Secret
    ) async throws(PaymentProviderError) -> BillingSubscription {
        try await read(StripeSubscription.self, call, key).domain
    }
}

extension SubscriptionChange.Settlement {
    /// Stripe's word for it.
    fileprivate var behaviour: String {
        switch self {
        case .now: "always_invoice"
        case .onNextInvoice: "create_prorations"
        }
    }
}
