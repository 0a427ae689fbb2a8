/// One line of a cart to be priced: what one piece costs, and how many there are.
package struct CartLine: Hashable, Sendable {
    /// The most pieces that one line may hold.
    package static let maximumQuantity = 9_999

    /// The price of one piece.
    package let unitPrice: Money
    /// The number of pieces, at least one.
    package let quantity: Int

    /// A line of `quantity` pieces at `unitPrice` each.
    package init(unitPrice: Money, quantity: Int) {
        self.unitPrice = unitPrice
        self.quantity = quantity
    }

    /// The price of the whole line; throws when price or quantity make no sense, or the line is too large.
    func total() throws(TotalsError) -> Money {
        guard (1...Self.maximumQuantity).contains(quantity) else { throw .quantity(quantity) }
        guard !unitPrice.isNegative else { throw .negative(unitPrice) }
        return try TotalsError.rethrowing { () throws(MoneyError) in try unitPrice * quantity }
    }
}
