package import AsyncHTTPClient
package import Commerce
package import Foundation

/// Stripe Billing, spoken over HTTP.
package struct StripeBilling: BillingProvider {
    let api: StripeAPI

    /// `base` is `https://api.stripe.com`, or a server that speaks the same.
    package init(base: URL, http: HTTPClient = .shared, retries: StripeRetries = StripeRetries()) {
        api = StripeAPI(base: base, http: http, retries: retries)
    }

    package func findOrCreateCustomer(
        _ owner: BillingOwner,
        with key: Secret
    ) async throws(PaymentProviderError) -> BillingCustomer {
        // Stripe forgets an idempotency key after a day; the customer that it made carries our owner's name for good.
        let search = StripeForm([("email", owner.email), ("limit", "100")])
        let found = try await read(StripeList<StripeCustomer>.self, .get("/v1/customers", search), key)
        if let known = found.data.first(where: { $0.metadata?["owner_id"] == owner.id.description }) {
            return BillingCustomer(id: known.id)
        }
        let form = StripeForm([("email", owner.email), ("metadata[owner_id]", owner.id.description)])
        let call = StripeCall.post("/v1/customers", form, idempotencyKey: "customer-\(owner.id)")
        return BillingCustomer(id: try await read(StripeCustomer.self, call, key).id)
    }

    package func openPortal(
        for customer: BillingCustomer,
        returningTo address: String,
        with key: Secret
    ) async throws(PaymentProviderError) -> HostedPage {
        // A page for a few minutes: another one does no harm, so it has no key.
        let form = StripeForm([("customer", customer.id), ("return_url", address)])
        return try await read(StripePage.self, .ask("/v1/billing_portal/sessions", form), key).page()
    }

    package func invoices(
        of customer: BillingCustomer,
        with key: Secret
    ) async throws(PaymentProviderError) -> [BillingInvoice] {
        let query = StripeForm([("customer", customer.id), ("limit", "24")])
        let list = try await read(StripeList<StripeInvoice>.self, .get("/v1/invoices", query), key)
        return list.data.compactMap(\.domain).sorted { $0.date > $1.date }
    }

    package func event(
        in body: [UInt8],
        signature: String,
        secret: Secret,
        now: Date
    ) throws(WebhookError) -> BillingEvent {
        try StripeSignature(header: signature).verify(body, secret: secret, now: now)
        return try StripeBillingEvent.decode(Data(body))
    }

    package func event(stored body: String) throws(WebhookError) -> BillingEvent {
        try StripeBillingEvent.decode(Data(body.utf8))
    }

    func read<Object: Decodable>(
        _ object: Object.Type,
        _ call: StripeCall,
        _ key: Secret
    ) async throws(PaymentProviderError) -> Object {
        let body = try await api.send(call, key: key)
        guard let object = try? JSONDecoder().decode(Object.self, from: body) else {
            throw PaymentProviderError(.unreadable)
        }
        return object
    }

    /// Ids come back from browsers and from reports; nothing but Stripe's own alphabet goes into a path.
    static func path(_ id: String) throws(PaymentProviderError) -> String {
        guard id.wholeMatch(of: /[A-Za-z0-9_]{1,250}/) != nil else { throw PaymentProviderError(.notFound) }
        return id
    }
}
