/// The shipping of a priced cart.
package struct QuotedShipping: Hashable, Sendable, Codable {
    /// What became of the shopper's choice.
    package let choice: ShippingChoice
    /// What can be chosen, and what cannot.
    package let options: ShippingOptions
    /// The price before discounts.
    package let price: Money
    /// What promotions took off.
    package let discount: Money
    /// What is paid and its taxes, in one part for each tax class of the goods.
    package let taxed: [TaxedAmount]

    /// What is paid.
    package var gross: Money { price.with(taxed.reduce(0) { $0 + $1.gross.minorUnits }) }
}

extension Money {
    /// Another amount of the same currency.
    func with(_ amount: MinorUnits) -> Money { Money(minorUnits: amount, currency) }
}
