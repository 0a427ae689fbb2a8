import Commerce
import HTTPSupport
import Hummingbird
import Postgres

extension ShopAPI {
    /// What the shop sells.
    var catalogueOperations: [Operation<ShopRequestContext>] {
        [listShopCategories, listShopProducts, showShopProduct]
    }

    private static let category = Parameter.text("category", 1...255, "The slug of a category: its products alone.")
    private static let words = Parameter.text(
        "q", 1...200, "What is searched for: the best fit comes first, and `sort` does not apply.")
    private static let sort = Parameter.choice(of: ProductSort.self, "sort", usual: .newest, "Which comes first.")
    private static let product = Parameter.word("product", "The product's slug.")

    private var listShopCategories: Operation<ShopRequestContext> {
        OperationDescription.get("/categories", "listShopCategories", "The shop's categories")
            .explained("All that are open, in the shop's order; `parent` makes the tree of them.")
            .answers(.answer("ShopCategoryList", [.required("data", .list(of: ShopCategoryDocument.schema))]))
            .sparse()
            .tagged()
            .done { call in
                let found = try await act(call.context) { db in
                    try await db.query(Category.list(in: call.context.shop.id), as: Category.self)
                }
                return try .tagged(["data": found.map(ShopCategoryDocument.init)])
            }
    }

    private var listShopProducts: Operation<ShopRequestContext> {
        OperationDescription.get("/products", "listShopProducts", "Products for sale")
            .takes(
                Self.category.description, Self.words.description, Self.sort.description, PageCursor.limit.description,
                PageCursor.after.description
            )
            .answers(.page(of: ShopProductEntryDocument.schema))
            .sparse()
            .done { call in
                let page =
                    if let words = try call(Self.words) { try await search(words, call) } else {
                        try await shelf(call)
                    }
                return try .document(PageDocument(page, document: ShopProductEntryDocument.init))
            }
    }

    private func search(
        _ words: String, _ call: Call<ShopRequestContext>
    ) async throws -> Page<ProductSummary, String> {
        let (limit, after) = (try call(PageCursor.limit), try call(PageCursor.after))
        let last = try PageCursor.value(after, as: SearchCursor.self)
        let page = try await act(call.context) { db in
            try await BrowseCatalogue.search(words, in: call.context.shop.id, after: last, size: limit, on: db)
        }
        return Page(items: page.items, next: page.next?.description)
    }

    private func shelf(_ call: Call<ShopRequestContext>) async throws -> Page<ProductSummary, String> {
        let (limit, after, sort) = (try call(PageCursor.limit), try call(PageCursor.after), try call(Self.sort))
        let (last, slug) = (try PageCursor.value(after, as: ID<Product>.self), try call(Self.category))
        let store = call.context.shop.id
        let page = try await act(call.context) { db in
            let category = try await category(slug, in: store, on: db)
            return try await BrowseCatalogue.products(
                in: store, category: category, sort: sort, after: last, size: limit, on: db)
        }
        return Page(items: page.items, next: page.next?.description)
    }

    private func category(
        _ slug: String?, in store: ID<Store>, on db: Connection
    ) async throws -> ID<Commerce.Category>? {
        guard let slug else { return nil }
        guard let found = try await BrowseCatalogue.category(slug: slug, in: store, on: db) else {
            throw APIProblem.parameter("category", "the shop has no open category of that slug")
        }
        return found.id
    }

    private var showShopProduct: Operation<ShopRequestContext> {
        OperationDescription.get("/products/{product}", "showShopProduct", "A product for sale")
            .takes(Self.product.description)
            .answers(ShopProductDocument.schema)
            .sparse()
            .tagged()
            .done { call in
                let slug = try call(Self.product)
                let found = try await act(call.context) { db in
                    try await BrowseCatalogue.product(slug: slug, in: call.context.shop.id, on: db)
                }
                guard let product = found else { throw APIProblem.notFound }
                return try .tagged(ShopProductDocument(product))
            }
    }
}
