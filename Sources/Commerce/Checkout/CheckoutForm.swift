package import Pricing

/// What a buyer sends off: every word of it unchecked.
package struct CheckoutForm: Hashable, Sendable {
    package var email: String
    package var shippingAddress: Address
    /// Nothing when the bill goes where the parcel goes.
    package var billingAddress: Address?
    package var notes: String?
    package var acceptsMarketing: Bool
    /// The total that the buyer saw. When the server's differs, the buyer is shown the new one and nothing is ordered.
    package var expectedTotal: Money
    package var payment: CheckoutPayment
    /// For discounts, as they were typed.
    package var codes: [String]

    package init(
        email: String,
        shippingAddress: Address,
        billingAddress: Address? = nil,
        notes: String? = nil,
        acceptsMarketing: Bool = false,
        expectedTotal: Money,
        payment: CheckoutPayment,
        codes: [String] = []
    ) {
        self.email = email
        self.shippingAddress = shippingAddress
        self.billingAddress = billingAddress
        self.notes = notes
        self.acceptsMarketing = acceptsMarketing
        self.expectedTotal = expectedTotal
        self.payment = payment
        self.codes = codes
    }
}

/// How a buyer means to pay.
package enum CheckoutPayment: String, Hashable, Sendable, Codable {
    /// Through Stripe, with the store's own keys.
    case card
    /// By bank transfer or on delivery; the owner marks the order as paid.
    case manual
}
