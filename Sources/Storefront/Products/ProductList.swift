import Commerce
import HTTPSupport
import Hummingbird

/// A page of products: the whole catalogue, a category, or what a search found.
struct ProductList: Sendable {
    let storefront: Storefront

    /// Divides into rows of two, three and four.
    private static let size = 24

    @Sendable func all(_ request: Request, context: ShopRequestContext) async throws -> HTMLPage {
        let query = try Query(request)
        let sort = ProductSort(rawValue: query["sort"]) ?? .newest
        let (chrome, page) = try await storefront.read(context) { db in
            try await BrowseCatalogue.products(
                in: context.shop.id, sort: sort, after: try cursor(query), size: Self.size, on: db
            )
        }
        let shelf = Shelf(title: chrome.wording.allProducts, path: context.path("/products"))
        return HTMLPage(Model(shelf, page, sort: sort, context).view(chrome))
    }

    @Sendable func category(_ request: Request, context: ShopRequestContext) async throws -> HTMLPage {
        let query = try Query(request)
        let sort = ProductSort(rawValue: query["sort"]) ?? .newest
        let slug = try PathText.slug(context)
        let (chrome, (category, page)) = try await storefront.read(context) { db in
            guard let category = try await BrowseCatalogue.category(slug: slug, in: context.shop.id, on: db)
            else { throw RequestProblem.notFound }
            let page = try await BrowseCatalogue.products(
                in: context.shop.id, category: category.id, sort: sort, after: try cursor(query), size: Self.size,
                on: db
            )
            return (category, page)
        }
        let shelf = Shelf(
            title: category.name,
            introduction: category.description ?? "",
            path: context.path("/categories/\(category.slug)")
        )
        return HTMLPage(Model(shelf, page, sort: sort, context).view(chrome))
    }

    @Sendable func search(_ request: Request, context: ShopRequestContext) async throws -> HTMLPage {
        let query = try Query(request)
        let words = query["q"]
        let (chrome, page) = try await storefront.read(context) { db in
            guard !words.isEmpty else { return Page<ProductSummary, SearchCursor>(items: [], next: nil) }
            let after: SearchCursor? = try query.value("after")
            return try await BrowseCatalogue.search(words, in: context.shop.id, after: after, size: Self.size, on: db)
        }
        var around = chrome
        around.searched = words
        return HTMLPage(Model(words: words, page, context).view(around))
    }

    private func cursor(_ query: Query) throws -> ID<Product>? { try query.value("after") }
}

extension ProductList {
    /// What a list is a list of.
    struct Shelf: Sendable {
        let title: String
        var introduction = ""
        let path: String
    }
}

extension ProductList.Model {
    init(
        _ shelf: ProductList.Shelf,
        _ page: Page<ProductSummary, ID<Product>>,
        sort: ProductSort,
        _ context: ShopRequestContext
    ) {
        let wording = StorefrontWording(context.shop.language)
        self.init(
            title: shelf.title,
            introduction: shelf.introduction,
            breadcrumbs: Breadcrumbs(steps: [Link(title: wording.home, path: context.path("/"))], current: shelf.title),
            products: page.items.map { ProductCard($0, context) },
            path: shelf.path,
            sorting: ProductSort.allCases.map {
                ProductList.SortChoice(value: $0.rawValue, title: wording.sort($0), isChosen: $0 == sort)
            },
            nextPage: page.next.map { "\(shelf.path)?sort=\(sort.rawValue)&after=\($0)" }
        )
    }

    init(words: String, _ page: Page<ProductSummary, SearchCursor>, _ context: ShopRequestContext) {
        let wording = StorefrontWording(context.shop.language)
        let title = words.isEmpty ? wording.search : wording.results(for: words)
        let path = context.path("/search")
        self.init(
            title: title,
            breadcrumbs: Breadcrumbs(steps: [Link(title: wording.home, path: context.path("/"))], current: title),
            products: page.items.map { ProductCard($0, context) },
            path: path,
            sorting: [],
            nextPage: page.next.map { "\(path)?q=\(Query.encode(words))&after=\($0)" },
            isSearch: true
        )
    }
}
