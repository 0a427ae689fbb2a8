import Commerce
import HTTPSupport
import Postgres
import Pricing

extension CommerceAPI {
    /// The catalogue.
    var productOperations: [Operation<APIKeyRequestContext>] {
        [listProducts, addProduct, showProduct, changeProduct, archiveProduct]
    }

    private static let product = Parameter<ID<Product>>.id("product", "The product's id.")
    private static let active = Parameter.boolean("active", "Those that are sold, or those that are not.")
    private static let category = Parameter.reference(
        to: Commerce.Category.self, "category", "Those of one category, by its id.")

    private var listProducts: Operation<APIKeyRequestContext> {
        OperationDescription.get("/products", "listProducts", "All products")
            .explained("In an order that never changes, so that who pages through sees each once.")
            .needs(.readProducts)
            .takes(
                Self.active.description, Self.category.description, PageCursor.limit.description,
                PageCursor.after.description
            )
            .answers(.page(of: ProductEntryDocument.schema))
            .sparse()
            .done { call in
                let (limit, after) = (try call(PageCursor.limit), try call(PageCursor.after))
                let last = try PageCursor.value(after, as: ID<Product>.self)
                let filter = ProductFilter(isActive: try call(Self.active), category: try call(Self.category))
                let found = try await act(call.context) { db in
                    try await ListProductEntries.run(
                        filter, after: last, limit: limit + 1, in: call.context.store, on: db)
                }
                let page = Page(found, size: limit, cursor: \.id.description)
                return try .document(PageDocument(page, document: ProductEntryDocument.init))
            }
    }

    private var addProduct: Operation<APIKeyRequestContext> {
        OperationDescription.post("/products", "addProduct", "Add a product")
            .explained("Its first stock takes a key that may write the inventory too.")
            .needs(.writeProducts)
            .takes(body: ProductBody.schema)
            .once()
            .creates(ProductDocument.schema)
            .leads(to: "showProduct", "changeProduct", "archiveProduct", by: "product")
            .fails(ProductError.self, PlanLimit.self)
            .done { call in
                let body = try call.decode(ProductBody.self)
                if body.hasStock { try call.context.require(.writeInventory) }
                return try await write(call) { db in
                    let product = try body.product(in: try await currency(call, on: db))
                    let id: ID<Product> = IDGenerator.timeOrdered.make()
                    try await AddProduct.run(product, as: id, in: call.context.store, on: db)
                    return try .created(
                        ProductDocument(try await sheet(id, call, on: db)), at: "\(Self.root)/products/\(id)")
                }
            }
    }

    private var showProduct: Operation<APIKeyRequestContext> {
        OperationDescription.get("/products/{product}", "showProduct", "A product")
            .needs(.readProducts)
            .takes(Self.product.description)
            .answers(ProductDocument.schema)
            .sparse()
            .tagged()
            .done { call in
                let id = try call(Self.product)
                return try .tagged(
                    ProductDocument(try await act(call.context) { db in try await sheet(id, call, on: db) }))
            }
    }

    private var changeProduct: Operation<APIKeyRequestContext> {
        OperationDescription.put("/products/{product}", "changeProduct", "Change a product")
            .explained(
                """
                All of its details: what is left out takes its usual value, but for `slug`, which stays. Variants that are \
                left out stay as they are.
                """
            )
            .needs(.writeProducts)
            .takes(Self.product.description)
            .takes(body: ProductChangeBody.schema)
            .once()
            .answers(ProductDocument.schema)
            .tagged()
            .fails(ProductError.self)
            .done { call in
                let (id, body) = (try call(Self.product), try call.decode(ProductChangeBody.self))
                return try await write(call) { db in
                    let former = try await sheet(id, call, on: db)
                    try EntityTag(of: ProductDocument(former)).require(by: call.request)
                    let change = try body.change(of: former, in: try await currency(call, on: db))
                    try await EditProduct.run(
                        change, of: id, replacing: former.version, in: call.context.store, on: db)
                    return try .tagged(ProductDocument(try await sheet(id, call, on: db)))
                }
            }
    }

    private var archiveProduct: Operation<APIKeyRequestContext> {
        OperationDescription.delete("/products/{product}", "archiveProduct", "Take a product off the shop")
            .explained("It goes into the archive, because orders name it; the dashboard brings it back.")
            .needs(.writeProducts)
            .takes(Self.product.description)
            .done { call in
                let id = try call(Self.product)
                return try await write(call) { db in
                    try await ArchiveProduct.run(id, in: call.context.store, on: db)
                    return .nothing
                }
            }
    }

    private func sheet(
        _ id: ID<Product>, _ call: Call<APIKeyRequestContext>, on db: Connection
    ) async throws -> ProductSheet {
        guard let sheet = try await ProductSheet.find(id, in: call.context.store, on: db) else {
            throw APIProblem.notFound
        }
        return sheet
    }

    private func currency(_ call: Call<APIKeyRequestContext>, on db: Connection) async throws -> Currency {
        guard let store = try await Store.find(call.context.store, on: db) else { throw APIProblem.notFound }
        return store.currency
    }
}
