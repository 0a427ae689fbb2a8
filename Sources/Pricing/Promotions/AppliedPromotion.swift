/// What a promotion has given, to the last minor unit.
package struct AppliedPromotion: Hashable, Sendable, Codable {
    /// How its amount came about.
    package enum Grounds: Hashable, Sendable, Codable {
        /// A share of what its lines still cost.
        case percentage(_ rate: Rate)
        /// An amount off its lines.
        case amount(_ amount: Money)
        /// A step that was reached.
        case tier(_ tier: PromotionTier)
        /// So many deals, with so many pieces cheaper in all.
        case buyGet(deals: Int, pieces: Int, reduction: Rate)
        /// Cheaper shipping.
        case freeShipping
    }

    /// A part of it that falls on one line.
    package struct Share: Hashable, Sendable, Codable {
        /// The line.
        package let line: PricingID<CartLine>
        /// How much cheaper the line became.
        package let amount: Money
    }

    /// The promotion.
    package let promotion: PricingID<PromotionRule>
    /// What the shop calls it.
    package let name: String
    /// The code as the shop writes it; nil for an automatic promotion.
    package let code: String?
    /// How its amount came about.
    package let grounds: Grounds
    /// What it took off the goods.
    package let goods: Money
    /// What it took off the shipping.
    package let shipping: Money
    /// The goods' part by line, in the order of the cart; lines that got none are left out.
    package let shares: [Share]
}
