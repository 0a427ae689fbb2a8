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
                featured: try await BrowseCatalogue.featured(in: store, limit: 8, on: db),
                newest: try await BrowseCatalogue.products(in: store, size: 8, on: db).items,
                categories: try await BrowseCatalogue.categories(in: store, on: db)
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
        categories: [Commerce.Category]
    ) {
        let shop = context.shop
        headline = shop.tagline.isEmpty ? shop.name : shop.tagline
        introduction = shop.description
        self.featured = featured.map { ProductCard($0, context) }
        self.newest = newest.map { ProductCard($0, context) }
        hero = (self.featured + self.newest).first { $0.picture != nil }
        self.categories = categories.filter { $0.parentID == nil }.prefix(6).map { HomeShow.CategoryTile($0, context) }
    }
}

extension HomeShow.CategoryTile {
    init(_ category: Commerce.Category, _ context: ShopRequestContext) {
        title = category.name
        path = context.path("/categories/\(category.slug)")
        picture = category.imageURL.map { Picture(address: $0, description: "", width: 800, height: 500) }
    }
}
