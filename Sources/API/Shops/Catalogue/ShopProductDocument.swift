import Commerce
import HTTPSupport
import Pricing

/// A product in a list of what is for sale.
struct ShopProductEntryDocument: Encodable {
    let id: String
    let name: String
    let slug: String
    let price: String
    @OrNull private(set) var compareAtPrice: String?
    let hasPriceRange: Bool
    let isAvailable: Bool
    @OrNull private(set) var image: ImageDocument?

    init(_ product: ProductSummary) {
        id = product.id.description
        name = product.name
        slug = product.slug
        price = product.price.plain
        compareAtPrice = product.compareAtPrice?.plain
        hasPriceRange = product.hasPriceRange
        isAvailable = product.isAvailable
        image = product.image.map(ImageDocument.init)
    }

    static let schema = JSONSchema.answer(
        "ShopProductEntry",
        [
            .required("id", .text(.uuid)),
            .required("name", .text()),
            .required("slug", .text()),
            .required("price", .amount, "Of the cheapest variant."),
            .required("compare_at_price", .amount.orNull, "What it cost before."),
            .required("has_price_range", .boolean, "Whether there are dearer variants."),
            .required("is_available", .boolean),
            .required("image", ImageDocument.schema.orNull),
        ])
}

/// A product for sale, with its variants.
struct ShopProductDocument: Encodable {
    let id: String
    let name: String
    let slug: String
    @OrNull private(set) var vendor: String?
    @OrNull private(set) var descriptionHtml: String?
    @OrNull private(set) var category: String?
    let images: [ImageDocument]
    let options: [OptionDocument]
    let variants: [VariantDocument]

    init(_ product: Product) {
        id = product.id.description
        name = product.name
        slug = product.slug
        vendor = product.vendor
        descriptionHtml = product.bodyHTML
        category = product.category?.slug
        images = product.images.map(ImageDocument.init)
        options = product.options.map(OptionDocument.init)
        variants = product.variants.map(VariantDocument.init)
    }

    static let schema = JSONSchema.answer(
        "ShopProduct",
        [
            .required("id", .text(.uuid)),
            .required("name", .text()),
            .required("slug", .text()),
            .required("vendor", .text().orNull),
            .required("description_html", .text().orNull, "Sanitised before it was stored."),
            .required("category", .text().orNull, "The slug of its category."),
            .required("images", .list(of: ImageDocument.schema), "The first is the main one."),
            .required("options", .list(of: OptionDocument.schema)),
            .required("variants", .list(of: VariantDocument.schema), "What a cart takes; one for a simple product."),
        ])

    /// In what variants differ.
    struct OptionDocument: Codable {
        let name: String
        let values: [String]

        init(_ option: ProductOption) {
            name = option.name
            values = option.values
        }

        static let schema = JSONSchema.answer(
            "ProductOption", [.required("name", .text()), .required("values", .list(of: .text()))])
    }

    struct VariantDocument: Encodable {
        let id: String
        let values: [String]
        @OrNull private(set) var sku: String?
        let price: String
        @OrNull private(set) var compareAtPrice: String?
        @OrNull private(set) var image: String?
        @OrNull private(set) var available: Int?
        let requiresShipping: Bool

        init(_ variant: Variant) {
            id = variant.id.description
            values = variant.optionValues
            sku = variant.sku
            price = variant.price.plain
            compareAtPrice = variant.compareAtPrice?.plain
            image = variant.imageURL
            if case .limited(let pieces) = variant.availability { available = pieces }
            requiresShipping = variant.requiresShipping
        }

        static let schema = JSONSchema.answer(
            "ShopVariant",
            [
                .required("id", .text(.uuid)),
                .required("values", .list(of: .text()), "One of each option."),
                .required("sku", .text().orNull),
                .required("price", .amount),
                .required("compare_at_price", .amount.orNull),
                .required("image", .text().orNull),
                .required("available", .integer().orNull, "Pieces; null where it never runs out."),
                .required("requires_shipping", .boolean),
            ])
    }
}
