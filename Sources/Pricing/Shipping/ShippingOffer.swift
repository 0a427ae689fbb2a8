/// A method that is offered for a cart, and its price.
package struct ShippingOffer: Hashable, Sendable, Codable {
    /// How the goods travel.
    package enum Way: String, Hashable, Sendable, Codable {
        /// A carrier brings them.
        case carrier
        /// The shop brings them.
        case local
        /// The buyer fetches them.
        case pickup
    }

    /// How the price came about.
    package enum Basis: Hashable, Sendable, Codable {
        /// The same for every order.
        case flat(_ price: Money)
        /// The goods weigh at most so much.
        case weight(upTo: Int, _ price: Money)
        /// The goods cost at least so much.
        case total(from: Money, _ price: Money)
        /// The goods cost so much that they are brought for nothing.
        case free(from: Money)
    }

    /// The method.
    package let method: PricingID<ShippingMethod>
    /// What the shop calls it.
    package let name: String
    /// How the goods travel.
    package let way: Way
    /// How the price came about.
    package let basis: Basis

    /// What it costs, before promotions.
    package var price: Money {
        switch basis {
        case .flat(let price), .weight(_, let price), .total(_, let price): price
        case .free(let total): .zero(total.currency)
        }
    }
}
