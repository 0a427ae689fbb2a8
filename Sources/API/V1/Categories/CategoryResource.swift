import Commerce
import HTTPSupport
import Postgres

extension CommerceAPI {
    /// The shelves of the shop, open and hidden.
    var categoryOperations: [Operation<APIKeyRequestContext>] {
        [listCategories, addCategory, showCategory, changeCategory]
    }

    private static let category = Parameter<ID<Commerce.Category>>.id("category", "The category's id.")

    private var listCategories: Operation<APIKeyRequestContext> {
        OperationDescription.get("/categories", "listCategories", "All categories")
            .explained("In the order in which they were added; `parent` and `position` make the tree of them.")
            .needs(.readProducts)
            .takes(PageCursor.limit.description, PageCursor.after.description)
            .answers(.page(of: CategoryDocument.schema))
            .sparse()
            .done { call in
                let (limit, after) = (try call(PageCursor.limit), try call(PageCursor.after))
                let last = try PageCursor.value(after, as: ID<Commerce.Category>.self)
                let found = try await act(call.context) { db in
                    try await db.query(
                        CategoryShelf.list(after: last, limit: limit + 1, in: call.context.store),
                        as: CategoryShelf.self)
                }
                let page = Page(found, size: limit, cursor: \.id.description)
                return try .document(PageDocument(page, document: CategoryDocument.init))
            }
    }

    private var addCategory: Operation<APIKeyRequestContext> {
        OperationDescription.post("/categories", "addCategory", "Add a category")
            .needs(.writeProducts)
            .takes(body: CategoryBody.schema)
            .once()
            .creates(CategoryDocument.schema)
            .leads(to: "showCategory", "changeCategory", by: "category")
            .fails(CategoryError.self)
            .done { call in
                let details = try call.decode(CategoryBody.self).details
                return try await write(call) { db in
                    let id = try await EditCategory.add(details, in: call.context.store, on: db)
                    return try .created(
                        CategoryDocument(try await category(id, call, on: db)), at: "\(Self.root)/categories/\(id)")
                }
            }
    }

    private var showCategory: Operation<APIKeyRequestContext> {
        OperationDescription.get("/categories/{category}", "showCategory", "A category")
            .needs(.readProducts)
            .takes(Self.category.description)
            .answers(CategoryDocument.schema)
            .sparse()
            .tagged()
            .done { call in
                let id = try call(Self.category)
                let found = try await act(call.context) { db in try await category(id, call, on: db) }
                return try .tagged(CategoryDocument(found))
            }
    }

    private var changeCategory: Operation<APIKeyRequestContext> {
        OperationDescription.put("/categories/{category}", "changeCategory", "Change a category")
            .explained("All of it: what is left out takes its usual value, but for `slug`, which stays.")
            .needs(.writeProducts)
            .takes(Self.category.description)
            .takes(body: CategoryBody.schema)
            .answers(CategoryDocument.schema)
            .tagged()
            .fails(CategoryError.self)
            .done { call in
                let (id, details) = (try call(Self.category), try call.decode(CategoryBody.self).details)
                let changed = try await act(call.context) { db in
                    try await EditCategory.change(id, to: details, in: call.context.store, on: db) { found in
                        try EntityTag(of: CategoryDocument(found)).require(by: call.request)
                    }
                    return try await category(id, call, on: db)
                }
                return try .tagged(CategoryDocument(changed))
            }
    }

    private func category(
        _ id: ID<Commerce.Category>, _ call: Call<APIKeyRequestContext>, on db: Connection
    ) async throws -> CategoryShelf {
        let found = try await db.first(CategoryShelf.find(id, in: call.context.store), as: CategoryShelf.self)
        guard let found else { throw APIProblem.notFound }
        return found
    }
}
