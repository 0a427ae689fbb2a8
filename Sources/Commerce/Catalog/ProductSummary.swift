package import Foundation
package import Pricing

/// A product as lists show it.
package struct ProductSummary: Equatable, Sendable {
    package let id: ID<Product>
    package let slug: String
    package let name: String
    /// The price of the cheapest variant.
    package let price: Money
    package let compareAtPrice: Money?
    /// Whether there are dearer variants: the price reads “from …”.
    package let hasPriceRange: Bool
    package let image: ProductImage?
    package let isAvailable: Bool
}

/// A product as the owner's list shows it.
package struct ProductRecord: Equatable, Sendable {
    package let id: ID<Product>
    package let slug: String
    package let name: String
    package let sku: String?
    package let price: Money
    package let image: ProductImage?
    package let categoryName: String?
    package let isActive: Bool
    package let tracksInventory: Bool
    /// Pieces free to be sold, over all variants.
    package let available: Int
    package let lowStockThreshold: Int
    package let variantCount: Int
    package let updatedAt: Date
}
