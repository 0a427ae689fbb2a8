/// The Content-Security-Policy of a page. Nothing inline runs anywhere; a page can only widen it for Stripe.
package enum ContentPolicy: Sendable {
    case own
    /// For the one page with Stripe's fields: its script, frames and calls.
    case stripePayment

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
            "form-action 'self'\(stripe ? " https://hooks.stripe.com" : "")",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        ].joined(separator: "; ")
    }
}
