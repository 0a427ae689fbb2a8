package import Foundation

/// A cart that is to be priced: what is in it, for whom, where to, and with which codes and cards, at one instant.
package struct PricingRequest: Hashable, Sendable {
    /// More lines are not priced at once.
    package static let lineLimit = 1_000

    /// The currency of the cart.
    package let currency: Currency
    /// The lines of the cart, in its order.
    package var lines: [CartLine]
    /// The instant that dates are compared with. The engine has no clock.
    package let instant: Date
    /// Who buys.
    package var buyer = Buyer()
    /// Where it goes; nil while no address is known.
    package var destination: Destination?
    /// The codes that the shopper typed in.
    package var codes: [String] = []
    /// The shipping method that the shopper chose.
    package var shippingMethod: PricingID<ShippingMethod>?
    /// The gift cards to pay with, in their order.
    package var giftCards: [GiftCardBalance] = []

    /// A cart, with everything else set afterwards.
    package init(_ lines: [CartLine], in currency: Currency, at instant: Date) {
        self.lines = lines
        self.currency = currency
        self.instant = instant
    }
}

/// The rules of a shop that make prices.
package struct PricingRules: Hashable, Sendable, Codable {
    /// What may make a cart cheaper.
    package var promotions: [PromotionRule] = []
    /// How tax is charged.
    package var tax = TaxRules(pricesIncludeTax: false)
    /// How goods are brought.
    package var shipping = ShippingRules()

    /// No promotions, no tax, no shipping, until something is set.
    package init() {}
}
