/// What is given back, to the last minor unit. All refunds of an order together are exactly what was paid for it.
package struct RefundQuote: Hashable, Sendable, Codable {
    /// Pieces of a line and what was paid for them.
    package struct Line: Hashable, Sendable, Codable {
        /// The line.
        package let line: PricingID<CartLine>
        /// How many pieces.
        package let quantity: Int
        /// The discount that they had; what is given back is without it.
        package let discount: Money
        /// What is given back.
        package let taxed: TaxedAmount
    }

    /// What goes back on a gift card.
    package struct GiftCard: Hashable, Sendable, Codable {
        /// The card.
        package let card: PricingID<GiftCardBalance>
        /// How much.
        package let amount: Money
    }

    /// The goods.
    package let lines: [Line]
    /// The shipping, in the parts in which it was taxed.
    package let shipping: [TaxedAmount]
    /// Everything.
    package let total: Money
    /// What of it goes back on gift cards.
    package let giftCards: [GiftCard]
    /// What of it goes back to the card or account that was charged.
    package let payment: Money
}
