package import Pricing

/// What is really sold: a product in one combination of its options.
package struct Variant: Equatable, Sendable {
    package let id: ID<Variant>
    /// One value for each option of the product; none for a simple product.
    package let optionValues: [String]
    package let sku: String?
    package let price: Money
    package let compareAtPrice: Money?
    package let imageURL: String?
    package let requiresShipping: Bool
    package let availability: Availability
}

/// How many pieces can be bought.
package enum Availability: Hashable, Sendable {
    /// Stock is not counted, or the shop sells on when none is left.
    case unlimited
    /// That many pieces are free, possibly none.
    case limited(Int)

    /// Whether `quantity` pieces can be bought now.
    package func allows(_ quantity: Int) -> Bool {
        switch self {
        case .unlimited: true
        case .limited(let available): available >= quantity
        }
    }
}
