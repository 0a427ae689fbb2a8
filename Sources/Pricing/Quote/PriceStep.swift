/// One step of the way from the goods to what is paid, as data: each surface says it in the shop's language.
package struct PriceStep: Hashable, Sendable, Codable {
    /// What a step does to the sum.
    package enum Effect: String, Hashable, Sendable, Codable {
        /// It is added.
        case adds
        /// It is taken off.
        case takes
        /// It is part of what stands above, and changes nothing.
        case tells
        /// It is the sum so far.
        case sums
    }

    /// Why.
    package enum Reason: Hashable, Sendable, Codable {
        /// So many pieces at their prices.
        case goods(pieces: Int)
        /// A promotion.
        case promotion(_ promotion: PricingID<PromotionRule>, name: String, grounds: AppliedPromotion.Grounds)
        /// There is nothing to bring.
        case nothingToShip
        /// No shipping method is chosen, or none that is offered.
        case shippingOpen
        /// A shipping method.
        case shipping(name: String, basis: ShippingOffer.Basis)
        /// A tax on so much.
        case tax(_ tax: TaxRate, net: Money)
        /// The tax in the prices that this buyer does not pay.
        case relief(_ exemption: TaxExemption)
        /// What the order costs.
        case total
        /// A gift card.
        case giftCard(_ card: PricingID<GiftCardBalance>)
        /// What remains to be paid.
        case due
    }

    /// What it does to the sum.
    package let effect: Effect
    /// How much, never negative.
    package let amount: Money
    /// Why.
    package let reason: Reason
}
