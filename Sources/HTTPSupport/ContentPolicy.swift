/// The Content-Security-Policy of a page. Nothing inline runs anywhere; a page can only widen it for Stripe.
package enum ContentPolicy: Sendable {
    case own
    /// For the one page with Stripe's fields: its script, frames and calls.
    case stripePayment
    /// For the page about the plan: its forms lead to Stripe's pages.
    case stripeBilling

    /// The header's value.
    package var header: String {
        let stripe = self == .stripePayment
        return [
            "default-src 'none'",
            "script-src 'self'\(stripe ? " https://js.stripe.com" : "")",
            "style-src 'self'",
            // Catalogues that were imported name pictures on other servers.
            "img-src 'self' https: data:",
            "font-src 'self'",
            "connect-src 'self'\(stripe ? " https://api.stripe.com" : "")",
            "frame-src \(stripe ? "https://js.stripe.com https://hooks.stripe.com" : "'none'")",
            "manifest-src 'self'",
            "form-action 'self'\(formTargets)",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        ].joined(separator: "; ")
    }

    private var formTargets: String {
        switch self {
        case .own: ""
        case .stripePayment: " https://hooks.stripe.com"
        case .stripeBilling: " https://checkout.stripe.com https://billing.stripe.com"
        }
    }
}
