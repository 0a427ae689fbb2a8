/// A price of one piece that holds from some quantity on.
package struct PriceTier: Hashable, Sendable, Codable {
    /// The smallest quantity that has this price.
    package let quantity: Int
    /// The price of one piece.
    package let unitPrice: Money

    /// `unitPrice` from `quantity` pieces on.
    package init(from quantity: Int, _ unitPrice: Money) {
        self.quantity = quantity
        self.unitPrice = unitPrice
    }
}
