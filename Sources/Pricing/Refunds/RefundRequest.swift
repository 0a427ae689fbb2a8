/// What of an order is to be given back: pieces of its lines, and an amount of its shipping.
package struct RefundRequest: Hashable, Sendable, Codable {
    /// Pieces of a line.
    package struct Line: Hashable, Sendable, Codable {
        /// The line.
        package let line: PricingID<CartLine>
        /// How many pieces of it.
        package let quantity: Int

        /// `quantity` pieces of `line`.
        package init(_ line: PricingID<CartLine>, quantity: Int) {
            self.line = line
            self.quantity = quantity
        }
    }

    /// Where money goes back to first.
    package enum Order: String, Hashable, Sendable, Codable {
        /// To the card or account that was charged, then to the gift cards, the last one used first: the shopper gets
        /// money before credit.
        case paymentFirst
        /// To the gift cards, then to the card or account: the shop keeps its money the longer.
        case giftCardsFirst
    }

    /// What is given back of the goods.
    package var lines: [Line]
    /// What is given back of the shipping, tax included.
    package var shipping: Money?
    /// Where the money goes first.
    package var order = Order.paymentFirst

    /// These pieces, and so much of the shipping.
    package init(_ lines: [Line] = [], shipping: Money? = nil) {
        self.lines = lines
        self.shipping = shipping
    }
}
