package import Postgres

/// What shoppers read: shelves, searches, product pages. Every function is one round trip.
package enum BrowseCatalogue {
    /// The products of a page; larger pages are cut to this.
    package static let largestPage = 100

    /// A page of the products for sale, of one category when it is given.
    package static func products(
        in store: ID<Store>, category: ID<Category>? = nil, sort: ProductSort = .newest,
        after cursor: ID<Product>? = nil, size: Int, on db: Connection
    ) async throws -> Page<ProductSummary, ID<Product>> {
        let size = min(max(size, 1), largestPage)
        let list = ProductSummary.list(in: store, category: category, sort: sort, after: cursor, limit: size + 1)
        return Page(try await db.query(list), size: size, cursor: \.id)
    }

    /// A page of the products that fit what was searched for, best first.
    package static func search(
        _ text: String, in store: ID<Store>, after cursor: SearchCursor? = nil, size: Int, on db: Connection
    ) async throws -> Page<ProductSummary, SearchCursor> {
        let size = min(max(size, 1), largestPage)
        // No shop needs longer words, and a zero byte is no text for PostgreSQL.
        let text = String(text.prefix(200).filter { $0 != "\0" })
        let rows = try await db.query(ProductSummary.search(text, in: store, after: cursor, limit: size + 1))
        let found = try rows.map { (item: try ProductSummary(row: $0), rank: try $0["rank"] as Double) }
        let page = Page(found, size: size) { SearchCursor(rank: $0.rank, id: $0.item.id) }
        return Page(items: page.items.map(\.item), next: page.next)
    }

    /// The products of the home page.
    package static func featured(
        in store: ID<Store>, limit: Int, on db: Connection
    ) async throws -> [ProductSummary] {
        try await db.query(ProductSummary.listFeatured(in: store, limit: limit))
    }

    /// A product with its options, variants and stock; nil when the shop sells no such product.
    package static func product(slug: String, in store: ID<Store>, on db: Connection) async throws -> Product? {
        try Product(results: try await db.pipeline(Product.find(slug: slug, in: store)))
    }

    /// The slug under which a product with an old address is found now.
    package static func currentSlug(
        ofProduct slug: String, in store: ID<Store>, on db: Connection
    ) async throws -> String? {
        try await db.first(Product.redirect(from: slug, in: store)).map { try $0["slug"] }
    }

    /// The categories of the home page, each with a picture where it has a product with one.
    package static func topmostCategories(
        in store: ID<Store>, limit: Int, on db: Connection
    ) async throws -> [Category] {
        try await db.query(Category.listTopmost(in: store, limit: limit))
    }

    /// Other products of the same category, newest first.
    package static func related(
        to product: ID<Product>, in store: ID<Store>, limit: Int, on db: Connection
    ) async throws -> [ProductSummary] {
        try await db.query(ProductSummary.listRelated(to: product, in: store, limit: limit))
    }

    /// The open category with this slug.
    package static func category(slug: String, in store: ID<Store>, on db: Connection) async throws -> Category? {
        try await db.first(Category.find(slug: slug, in: store))
    }
}
