package import Pricing

/// A product as its page shows it.
package struct Product: Equatable, Sendable {
    package let id: ID<Product>
    package let slug: String
    package let name: String
    package let vendor: String?
    package let price: Money
    package let compareAtPrice: Money?
    /// Sanitised before it was stored.
    package let bodyHTML: String?
    /// The description as plain text.
    package let summary: String?
    package let metaTitle: String?
    package let metaDescription: String?
    package let category: CategoryLink?
    /// The first is the main one.
    package let images: [ProductImage]
    package var options: [ProductOption] = []
    /// What can be bought, in the owner's order; one without option values for a simple product.
    package var variants: [Variant] = []

    /// Where a product belongs, for breadcrumbs.
    package struct CategoryLink: Equatable, Sendable {
        package let name: String
        package let slug: String
    }

    /// Whether at least one variant can be bought.
    package var isAvailable: Bool { variants.contains { $0.availability.allows(1) } }

    /// The variant with exactly these option values.
    package func variant(with values: [String]) -> Variant? {
        variants.first { $0.optionValues == values }
    }
}

/// A picture of a product.
package struct ProductImage: Hashable, Sendable {
    package let url: String
    package let alt: String

    package init(url: String, alt: String) {
        self.url = url
        self.alt = alt
    }
}

/// A dimension in which variants differ, with its values in the order of the shop.
package struct ProductOption: Hashable, Sendable {
    package let name: String
    package let values: [String]

    package init(name: String, values: [String]) {
        self.name = name
        self.values = values
    }
}
