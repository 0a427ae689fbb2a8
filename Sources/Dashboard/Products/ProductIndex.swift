import Commerce
import HTTPSupport
import Hummingbird
import Postgres

/// The store's products.
struct ProductIndex: Sendable {
    let dashboard: Dashboard

    private static let size = 50

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let store = try context.store(for: .productsRead)
        let query = try Query(request)
        let cursor: ID<Product>? = try query.value("after")
        let page = try await dashboard.read(store, context) { db in
            // One more than fit tells whether a page follows.
            let list = ProductRecord.list(in: store.id, search: query["q"], after: cursor, limit: Self.size + 1)
            let found = try await db.query(list, as: ProductRecord.self)
            let items = Array(found.prefix(Self.size))
            return Page(items: items, next: found.count > Self.size ? items.last?.id : nil)
        }
        let model = Model(page, store: store, searched: query["q"])
        return HTMLPage(model.view(dashboard.chrome(store, .products, context)))
    }
}

extension ProductIndex.Model {
    init(_ page: Page<ProductRecord, ID<Product>>, store: Store, searched: String) {
        let path = DashboardChrome.StoreLink(store).path("/products")
        let shop = Shop(store)
        self.init(
            searched: searched,
            path: path,
            products: page.items.map { ProductIndex.Row($0, path: path, shop) },
            nextPage: page.next.map { next in
                "\(path)?after=\(next)" + (searched.isEmpty ? "" : "&q=\(Query.encode(searched))")
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
