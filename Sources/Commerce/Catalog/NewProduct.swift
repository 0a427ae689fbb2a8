package import Pricing

/// A product as an owner adds it by hand.
package struct NewProduct: Hashable, Sendable {
    package var details: ProductDetails
    /// At most three; none for a product that comes in one kind only.
    package var options: [ProductOption]
    /// At least one, each with a value of every option.
    package var variants: [Row]

    package init(details: ProductDetails, options: [ProductOption] = [], variants: [Row]) {
        self.details = details
        self.options = options
        self.variants = variants
    }

    package struct Row: Hashable, Sendable {
        package let values: [String]
        package let price: Money
        package let compareAtPrice: Money?
        package let sku: String?
        package let barcode: String?
        /// In grams.
        package let weight: Int?
        /// Pieces on the shelf; nil where nobody counts.
        package let stock: Int?

        package init(
            values: [String] = [],
            price: Money,
            compareAtPrice: Money? = nil,
            sku: String? = nil,
            barcode: String? = nil,
            weight: Int? = nil,
            stock: Int? = nil
        ) {
            self.values = values
            self.price = price
            self.compareAtPrice = compareAtPrice
            self.sku = sku
            self.barcode = barcode
            self.weight = weight
            self.stock = stock
        }
    }

    /// What gives the product its price in lists.
    var cheapest: Row? { variants.min { $0.price.minorUnits < $1.price.minorUnits } }
    /// The one variant of a product without options, whose SKU and barcode are the product's own.
    var only: Row? { options.isEmpty ? variants.first : nil }
    var isCounted: Bool { variants.contains { $0.stock != nil } }
}
