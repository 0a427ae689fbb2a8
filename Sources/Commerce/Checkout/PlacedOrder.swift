package import Pricing

/// What a buyer is told after the order was placed.
package struct PlacedOrder: Hashable, Sendable {
    package let id: ID<Order>
    package let number: String
    package let token: OrderToken
    package let total: Money
    package let payment: PaymentStep
}

/// What is left to do about an order's money.
package enum PaymentStep: Hashable, Sendable {
    /// Nothing online: the store is paid by hand, or there is nothing to pay.
    case nothing
    /// The buyer's browser confirms the payment with Stripe.
    case card(PaymentIntent.Name, clientSecret: Secret, publishableKey: String)
    /// Money has come in.
    case paid
}
