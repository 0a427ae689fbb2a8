package import Pricing

/// A product as a file describes it: checked and sanitised, not yet stored.
package struct ProductDraft: Equatable, Sendable {
    /// A picture and the words for those who cannot see it.
    package struct Image: Equatable, Sendable {
        package let url: String
        package let alt: String
    }

    /// A dimension in which the variants differ, such as size, with its values in the order of the file.
    package struct Option: Equatable, Sendable {
        package let name: String
        package var values: [String]
    }

    /// The line of the file on which the product starts.
    package let line: Int
    package var handle: String
    package let title: String
    package let body: SanitisedHTML
    package let vendor: String
    package let type: String
    package let tags: [String]
    package let isPublished: Bool
    package let seoTitle: String
    package let seoDescription: String
    /// None for a product that comes in one kind only.
    package let options: [Option]
    /// At least one, in the order of the file.
    package let variants: [VariantDraft]
    /// In the order in which the shop shows them.
    package let images: [Image]

    /// A product with this tag stands on the home page.
    package var isFeatured: Bool { tags.contains { $0.lowercased() == "featured" } }

    /// The variant that gives the product its price in lists.
    package var cheapest: VariantDraft? {
        variants.min { $0.price.minorUnits < $1.price.minorUnits }
    }
}

/// A variant as a file describes it.
package struct VariantDraft: Equatable, Sendable {
    package let line: Int
    /// A value for each option of the product.
    package let optionValues: [String]
    package let sku: String
    package let barcode: String
    package let price: Money
    package let compareAtPrice: Money?
    /// In grams.
    package let weight: Int
    package let isTracked: Bool
    package let quantity: Int
    /// Whether it is sold on when nothing is left.
    package let sellsOn: Bool
    package let requiresShipping: Bool
    package let isTaxable: Bool
    package let imageURL: String
}
