package import Pricing

/// One line of a cart with what it costs and whether it can be had at this moment.
package struct CartItem: Hashable, Sendable {
    package enum Availability: Hashable, Sendable {
        case available
        /// Fewer are left than the cart holds; none, when it is sold out.
        case short(left: Int)
        /// No longer sold.
        case withdrawn
    }

    package let product: ID<Product>
    package let variant: ID<Variant>
    package let name: String
    package let variantTitle: String?
    package let sku: String?
    package let slug: String
    package let image: String?
    package let imageAlt: String?
    package let unitPrice: Money
    package let quantity: Int
    package let requiresShipping: Bool
    package let isTaxable: Bool
    package let availability: Availability
}

/// Everything in a cart, in the order in which it was put there.
package struct Cart: Hashable, Sendable {
    package let items: [CartItem]

    package var quantity: Int { items.reduce(0) { $0 + $1.quantity } }

    /// What stands in the way of ordering it.
    package var unavailable: [CartItem] { items.filter { $0.availability != .available } }
}

extension Cart {
    package static let empty = Cart(items: [])
    /// More different things than this are no shopper's cart.
    package static let itemLimit = 100
    /// The most pieces of one thing, as the table allows.
    package static let quantityLimit = CartLine.maximumQuantity
}
