import Commerce
import HTTPSupport
import Hummingbird

/// The shop's first page.
struct HomeShow: Sendable {
    let storefront: Storefront

    @Sendable func show(_ request: Request, context: ShopRequestContext) async throws -> HTMLPage {
        let (chrome, model) = try await storefront.read(context) { db in
            let store = context.shop.id
            return Model(
                context,
                featured: try await BrowseCatalogue.featured(in: store, limit: 9, on: db),
                // Those that are featured are not shown a second time.
                newest: try await BrowseCatalogue.products(in: store, size: 17, on: db).items,
                categories: try await BrowseCatalogue.topmostCategories(in: store, limit: 6, on: db),
                terms: try await CheckoutTerms.find(store, on: db)
            )
        }
        return HTMLPage(model.view(chrome))
    }
}

extension HomeShow.Model {
    init(
        _ context: ShopRequestContext,
        featured: [ProductSummary],
        newest: [ProductSummary],
        categories: [Commerce.Category],
        terms: CheckoutTerms?
    ) {
        let shop = context.shop
        headline = shop.tagline.isEmpty ? shop.name : shop.tagline
        introduction = shop.description
        let opening = (featured + newest).first { $0.image != nil }
        hero = opening.map { ProductCard($0, context) }
        let favourites = Self.fullRows(featured.filter { $0.id != opening?.id })
        let shown = Set(favourites.map(\.id) + [opening?.id].compactMap(\.self))
        self.featured = favourites.map { ProductCard($0, context) }
        self.newest = Self.fullRows(newest.filter { !shown.contains($0.id) }).map { ProductCard($0, context) }
        self.categories = categories.map { HomeShow.CategoryTile($0, context) }
        promises = terms.map { StorefrontWording(shop.language).promises($0, shop) } ?? []
    }

    /// At most two rows of four, without a gap where there are enough for one.
    private static func fullRows(_ products: [ProductSummary]) -> [ProductSummary] {
        Array(products.prefix(products.count < 4 ? products.count : min(products.count / 4, 2) * 4))
    }
}

extension HomeShow.CategoryTile {
    init(_ category: Commerce.Category, _ context: ShopRequestContext) {
        title = category.name
        path = context.path("/categories/\(category.slug)")
        picture = category.imageURL.map { Picture(address: $0, description: "", width: 800, height: 1000) }
    }
}
