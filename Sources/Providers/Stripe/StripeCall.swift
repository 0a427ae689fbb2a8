/// One request to Stripe, without address and key.
struct StripeCall: Sendable {
    let method: String
    let path: String
    let form: StripeForm?
    let idempotencyKey: String?

    static func get(_ path: String) -> StripeCall {
        StripeCall(method: "GET", path: path, form: nil, idempotencyKey: nil)
    }

    static func post(_ path: String, _ form: StripeForm, idempotencyKey: String) -> StripeCall {
        StripeCall(method: "POST", path: path, form: form, idempotencyKey: idempotencyKey)
    }
}
