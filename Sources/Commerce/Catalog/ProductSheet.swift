package import Pricing

/// A product as its owner edits it.
package struct ProductSheet: Equatable, Sendable {
    package let id: ID<Product>
    package let slug: String
    package let name: String
    /// Published: shown in the shop and sold.
    package let isActive: Bool
    package let image: ProductImage?
    package var variants: [Row] = []

    /// A variant with its price and its place on the shelf.
    package struct Row: Equatable, Sendable {
        package let id: ID<Variant>
        /// The chosen options, such as `Linen / L`; none for a simple product.
        package let title: String?
        package let sku: String?
        package let price: Money
        package let compareAtPrice: Money?
        package let isCounted: Bool
        package let onHand: Int
        /// Held for orders that are being paid.
        package let reserved: Int
    }
}
