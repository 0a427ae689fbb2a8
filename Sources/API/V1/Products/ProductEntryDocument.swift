import Commerce
import HTTPSupport
import Pricing

/// A product in a list.
struct ProductEntryDocument: Encodable {
    let id: String
    let name: String
    let slug: String
    let active: Bool
    let price: String
    let currency: String
    @OrNull private(set) var stock: Int?

    init(_ entry: ProductEntry) {
        id = entry.id.description
        name = entry.name
        slug = entry.slug
        active = entry.isActive
        price = entry.price.plain
        currency = entry.price.currency.code
        stock = entry.stock
    }

    static let schema = JSONSchema.answer(
        "ProductEntry",
        [
            .required("id", .text(.uuid)),
            .required("name", .text()),
            .required("slug", .text()),
            .required("active", .boolean, "Shown in the shop, and sold."),
            .required("price", .amount, "Of the cheapest variant."),
            .required("currency", .text(matching: "[A-Z]{3}")),
            .required("stock", .integer().orNull, "Null where nobody counts."),
        ])
}
