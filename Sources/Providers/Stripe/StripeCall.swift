/// One request to Stripe, without address and key.
struct StripeCall: Sendable {
    let method: String
    let path: String
    let form: StripeForm?
    let idempotencyKey: String?

    static func get(_ path: String, _ query: StripeForm = StripeForm()) -> StripeCall {
        StripeCall(method: "GET", path: path, form: query.fields.isEmpty ? nil : query, idempotencyKey: nil)
    }

    /// Repeating it changes nothing more, so it needs no key.
    static func delete(_ path: String, _ query: StripeForm = StripeForm()) -> StripeCall {
        StripeCall(method: "DELETE", path: path, form: query.fields.isEmpty ? nil : query, idempotencyKey: nil)
    }

    /// Asks what something would cost; nothing is kept.
    static func ask(_ path: String, _ form: StripeForm) -> StripeCall {
        StripeCall(method: "POST", path: path, form: form, idempotencyKey: nil)
    }

    /// What stands after the question mark: a call without a body says there what it wants.
    var query: String? { method == "POST" ? nil : form?.encoded }

    static func post(_ path: String, _ form: StripeForm, idempotencyKey: String) -> StripeCall {
        StripeCall(method: "POST", path: path, form: form, idempotencyKey: idempotencyKey)
    }
}
