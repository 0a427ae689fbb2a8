import Commerce
import HTTPSupport
import Pricing

extension CommerceAPI {
    /// The catalogue.
    var productOperations: [Operation<APIKeyRequestContext>] { [listProducts] }

    private var listProducts: Operation<APIKeyRequestContext> {
        OperationDescription.get("/products", "listProducts", "All products")
            .explained("In an order that never changes, so that who pages through sees each once.")
            .needs(.readProducts)
            .takes(PageCursor.limit.description, PageCursor.after.description)
            .answers(.page(of: ProductEntryDocument.schema))
            .done { call in
                let (limit, after) = (try call(PageCursor.limit), try call(PageCursor.after))
                let last = try PageCursor.value(after, as: ID<Product>.self)
                let found = try await act(call.context) { db in
                    try await ListProductEntries.run(after: last, limit: limit + 1, in: call.context.store, on: db)
                }
                let page = Page(found, size: limit, cursor: \.id.description)
                return try .document(PageDocument(page, document: ProductEntryDocument.init))
            }
    }
}

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
