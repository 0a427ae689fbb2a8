import Commerce
import HTTPSupport
import Pricing

/// A product with its variants, as programs see it. What is on the shelf stands in the inventory.
struct ProductDocument: Encodable {
    let id: String
    let name: String
    let slug: String
    @OrNull private(set) var descriptionHtml: String?
    @OrNull private(set) var category: String?
    let images: [ImageDocument]
    @OrNull private(set) var metaTitle: String?
    @OrNull private(set) var metaDescription: String?
    let isActive: Bool
    let isFeatured: Bool
    let variants: [Row]

    init(_ sheet: ProductSheet) {
        id = sheet.id.description
        name = sheet.name
        slug = sheet.slug
        descriptionHtml = sheet.bodyHTML
        category = sheet.category?.description
        images = sheet.images.map(ImageDocument.init)
        metaTitle = sheet.metaTitle
        metaDescription = sheet.metaDescription
        isActive = sheet.isActive
        isFeatured = sheet.isFeatured
        variants = sheet.variants.map(Row.init)
    }

    static let schema = JSONSchema.answer(
        "Product",
        [
            .required("id", .text(.uuid)),
            .required("name", .text()),
            .required("slug", .text(), "Its address in the shop."),
            .required("description_html", .text().orNull, "Sanitised."),
            .required("category", .text(.uuid).orNull),
            .required("images", .list(of: ImageDocument.schema), "The first is the main one."),
            .required("meta_title", .text().orNull),
            .required("meta_description", .text().orNull),
            .required("is_active", .boolean, "Shown in the shop, and sold."),
            .required("is_featured", .boolean, "On the home page."),
            .required("variants", .list(of: Row.schema)),
        ])

    struct Row: Encodable {
        let id: String
        @OrNull private(set) var title: String?
        let price: String
        @OrNull private(set) var compareAtPrice: String?
        @OrNull private(set) var sku: String?
        @OrNull private(set) var barcode: String?
        @OrNull private(set) var weight: Int?

        init(_ row: ProductSheet.Row) {
            id = row.id.description
            title = row.title
            price = row.price.plain
            compareAtPrice = row.compareAtPrice?.plain
            sku = row.sku
            barcode = row.barcode
            weight = row.weight
        }

        static let schema = JSONSchema.answer(
            "Variant",
            [
                .required("id", .text(.uuid)),
                .required("title", .text().orNull, "Its options, such as `Linen / L`; null for a simple product."),
                .required("price", .amount),
                .required("compare_at_price", .amount.orNull, "What it cost before."),
                .required("sku", .text().orNull),
                .required("barcode", .text().orNull),
                .required("weight", .integer().orNull, "In grams."),
            ])
    }
}
