import Crypto
import Foundation
package import Pricing

/// A product as its owner edits it.
package struct ProductSheet: Equatable, Sendable {
    package let id: ID<Product>
    package let slug: String
    package let name: String
    /// Published: shown in the shop and sold.
    package let isActive: Bool
    package let isFeatured: Bool
    /// Sanitised.
    package let bodyHTML: String?
    package let category: ID<Category>?
    /// The first is the main one.
    package let images: [ProductImage]
    package let metaTitle: String?
    package let metaDescription: String?
    package var variants: [Row] = []

    package var image: ProductImage? { images.first }

    /// A variant with its price and its place on the shelf.
    package struct Row: Equatable, Sendable {
        package let id: ID<Variant>
        /// The chosen options, such as `Linen / L`; none for a simple product.
        package let title: String?
        package let sku: String?
        package let barcode: String?
        /// In grams.
        package let weight: Int?
        package let price: Money
        package let compareAtPrice: Money?
        package let isCounted: Bool
        package let onHand: Int
        /// Held for orders that are being paid.
        package let reserved: Int
    }
}

extension ProductSheet {
    /// Tells one state of what a form can change from another. Stock is compared on its own, by its figures.
    package var version: String {
        let head = [
            slug, name, "\(isActive)", "\(isFeatured)", bodyHTML ?? "", category?.description ?? "", metaTitle ?? "",
            metaDescription ?? "",
        ]
        let rows = variants.flatMap { row in
            [
                row.id.description, row.sku ?? "", row.barcode ?? "", "\(row.weight ?? 0)", "\(row.price.minorUnits)",
                "\(row.compareAtPrice?.minorUnits ?? 0)",
            ]
        }
        let text = (head + images.flatMap { [$0.url, $0.alt] } + rows).joined(separator: "\u{1F}")
        return Data(SHA256.hash(data: Data(text.utf8))).base64URL
    }
}
