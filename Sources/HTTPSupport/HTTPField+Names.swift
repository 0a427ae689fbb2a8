package import HTTPTypes

extension HTTPField.Name {
    /// `Referrer-Policy`
    package static let referrerPolicy = named("Referrer-Policy")
    /// `X-Frame-Options`, for browsers that do not know `frame-ancestors`.
    package static let frameOptions = named("X-Frame-Options")
    /// `Cross-Origin-Opener-Policy`
    package static let openerPolicy = named("Cross-Origin-Opener-Policy")
    /// `Permissions-Policy`
    package static let permissionsPolicy = named("Permissions-Policy")
    /// `X-Request-ID`
    package static let requestID = named("X-Request-ID")
    /// `Sec-Fetch-Site`: how the browser says where a request comes from.
    package static let fetchSite = named("Sec-Fetch-Site")
    /// `X-Forwarded-For`: for whom a proxy speaks.
    package static let forwardedFor = named("X-Forwarded-For")
    /// `Refresh`: after how many seconds a page asks for itself or for another, where a redirect may not.
    package static let refresh = named("Refresh")
    /// `Stripe-Signature`
    package static let stripeSignature = named("Stripe-Signature")

    /// `DNT`
    package static let doNotTrack = named("DNT")
    /// `Sec-GPC`
    package static let globalPrivacyControl = named("Sec-GPC")

    /// `Idempotency-Key`
    package static let idempotencyKey = named("Idempotency-Key")
    /// `Cart-Token`: whose cart, where no cookie says it.
    package static let cartToken = named("Cart-Token")
    /// `RateLimit`: what is left of the budget (draft-ietf-httpapi-ratelimit-headers).
    package static let rateLimit = named("RateLimit")
    /// `RateLimit-Policy`: what the budget is.
    package static let rateLimitPolicy = named("RateLimit-Policy")

    private static func named(_ name: String) -> HTTPField.Name {
        guard let field = HTTPField.Name(name) else { preconditionFailure("\(name) is no header name") }
        return field
    }
}
