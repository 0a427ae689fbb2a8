import Commerce
import HTTPSupport
import Hummingbird
import Postgres

/// The store's products.
struct ProductIndex: Sendable {
    let dashboard: Dashboard

    private static let size = 50

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let query = try Query(request)
        var model = try await model(query, isArchive: false, context)
        if !query["archived"].isEmpty {
            let link = Notice.Link(title: "See the archive", path: model.archivePath)
            model.notice = Notice(sentence: "Archived. The shop no longer shows it.", isGood: true, link: link)
        }
        return page(model, context)
    }

    @Sendable func showArchived(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        page(try await model(try Query(request), isArchive: true, context), context)
    }

    /// An archived product comes back as a draft.
    @Sendable func restore(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        _ = try await dashboard.form(request, context)
        let store = try context.store(for: .productsWrite)
        let id: ID<Product> = try PathText.value("product", context)
        do {
            try await dashboard.read(store, context) { db in try await ArchiveProduct.undo(id, in: store.id, on: db) }
        } catch ProductError.unknown {
            throw RequestProblem.notFound
        } catch let error as PostgresError where PlanLimit(error)?.kind == .products {
            var model = try await model(try Query(request), isArchive: true, context)
            model.notice = try await dashboard.planNotice(.products, in: store)
            return try page(model, context, status: .conflict).response(from: request, context: context)
        }
        let path = DashboardChrome.StoreLink(store).path("/products/\(id)")
        return try SeeOther(path).response(from: request, context: context)
    }

    private func model(_ query: Query, isArchive: Bool, _ context: SignedInRequestContext) async throws -> Model {
        let store = try context.store(for: .productsRead)
        let cursor: ID<Product>? = try query.value("after")
        let search = isArchive ? "" : query["q"]
        // One more than fit tells whether a page follows.
        let list: SQL =
            search.isEmpty
            ? ProductRecord.list(in: store.id, archived: isArchive, after: cursor, limit: Self.size + 1)
            : ProductRecord.search(search, in: store.id, after: cursor, limit: Self.size + 1)
        let found = try await dashboard.read(store, context) { db in try await db.query(list, as: ProductRecord.self) }
        let page = Page(found, size: Self.size, cursor: \.id)
        var model = Model(page, store: store, searched: search, isArchive: isArchive)
        model.isEditable = try context.membership(in: store).may(.productsWrite)
        return model
    }

    private func page(
        _ model: Model, _ context: SignedInRequestContext, status: HTTPResponse.Status = .ok
    ) -> HTMLPage {
        let store = model.store
        return HTMLPage(model.view(dashboard.chrome(store, .products, context)), status: status)
    }
}

extension ProductIndex.Model {
    init(_ page: Page<ProductRecord, ID<Product>>, store: Store, searched: String, isArchive: Bool) {
        let path = DashboardChrome.StoreLink(store).path("/products")
        let shop = Shop(store)
        self.init(
            store: store,
            isArchive: isArchive,
            searched: searched,
            products: page.items.map { ProductIndex.Row($0, path: path, shop) },
            nextPage: page.next.map { next in
                "\(path)\(isArchive ? "/archived" : "")?after=\(next)"
                    + (searched.isEmpty ? "" : "&q=\(Query.encode(searched))")
            }
        )
    }
}

extension ProductIndex.Row {
    init(_ product: ProductRecord, path: String, _ shop: Shop) {
        self.init(
            title: product.name,
            path: "\(path)/\(product.id)",
            picture: product.image?.url,
            state: Badge(isOnSale: product.isActive),
            stock: Self.stock(product),
            isLow: product.tracksInventory && product.available <= product.lowStockThreshold,
            price: shop.format(product.price)
        )
    }

    private static func stock(_ product: ProductRecord) -> String {
        guard product.tracksInventory else { return "Not counted" }
        let variants = product.variantCount > 1 ? ", \(product.variantCount) variants" : ""
        return product.available > 0 ? "\(product.available) in stock\(variants)" : "Sold out"
    }
}
