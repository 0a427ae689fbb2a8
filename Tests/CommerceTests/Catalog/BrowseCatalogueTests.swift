import Foundation
import Postgres
import Pricing
import TestSupport
import Testing

@testable import Commerce

@Suite(.database)
struct BrowseCatalogueTests {
    @Test(arguments: ProductSort.allCases)
    func `pages join into the whole list, in order and without repetition`(sort: ProductSort) async throws {
        let shop = try await CatalogueFixture()
        try await shop.importing(DemoCatalog.csv)

        let pages = try await shop.visiting { try await allPages(of: shop.store, sort: sort, size: 7, on: $0) }

        let products = pages.flatMap { $0 }
        #expect(pages.map(\.count) == [7, 7, 7, 3])
        #expect(Set(products.map(\.id)).count == 24)
        let prices = products.map(\.price.minorUnits)
        switch sort {
        case .newest: break
        case .priceAscending: #expect(prices == prices.sorted())
        case .priceDescending: #expect(prices == prices.sorted(by: >))
        }
    }

    @Test func `a category lists its own products only`() async throws {
        let shop = try await CatalogueFixture()
        try await shop.importing(DemoCatalog.csv)

        let (lighting, products) = try await shop.visiting { db in
            let found = try await BrowseCatalogue.category(slug: "lighting", in: shop.store, on: db)
            let lighting = try #require(found)
            return (
                lighting,
                try await BrowseCatalogue.products(in: shop.store, category: lighting.id, size: 50, on: db)
            )
        }

        #expect(lighting.name == "Lighting")
        #expect(products.items.count == 4)
        #expect(products.next == nil)
    }

    @Test func `lists tell price ranges, reductions and what is sold out`() async throws {
        let shop = try await CatalogueFixture()
        try await shop.importing(
            """
            Handle,Title,Option1 Name,Option1 Value,Variant Price,Variant Compare At Price,Variant Inventory Tracker,\
            Variant Inventory Qty,Published,Tags
            range,Range,Size,S,10,15,,0,true,featured
            range,,,L,20,,,0,,
            gone,Gone,,,5,,shopify,0,true,
            hidden,Hidden,,,5,,shopify,3,false,featured
            """
        )

        let (all, featured) = try await shop.visiting { db in
            (
                try await BrowseCatalogue.products(in: shop.store, sort: .priceAscending, size: 10, on: db).items,
                try await BrowseCatalogue.featured(in: shop.store, limit: 10, on: db)
            )
        }

        #expect(all.map(\.slug) == ["gone", "range"])
        #expect(all.map(\.isAvailable) == [false, true])
        #expect(all.map(\.hasPriceRange) == [false, true])
        #expect(all.map(\.compareAtPrice?.minorUnits) == [nil, 15_00])
        #expect(featured.map(\.slug) == ["range"])
    }

    @Test func `search finds words of names and descriptions, and pages on`() async throws {
        let shop = try await CatalogueFixture()
        try await shop.importing(DemoCatalog.csv)

        let (lamps, rest, nothing) = try await shop.visiting { db in
            let first = try await BrowseCatalogue.search("lamp", in: shop.store, size: 2, on: db)
            let rest = try await BrowseCatalogue.search("lamp", in: shop.store, after: first.next, size: 50, on: db)
            return (first, rest, try await BrowseCatalogue.search("zeppelin\0", in: shop.store, size: 5, on: db))
        }

        #expect(lamps.items.count == 2)
        #expect(Set((lamps.items + rest.items).map(\.slug)).isSuperset(of: ["mushroom-lamp", "brass-reading-lamp"]))
        #expect(Set(lamps.items.map(\.id)).isDisjoint(with: rest.items.map(\.id)))
        #expect(nothing.items == [])
    }

    @Test func `products that fit a search equally well are each found once`() async throws {
        let shop = try await CatalogueFixture()
        try await shop.test.administrator.execute(
            """
            INSERT INTO products (store_id, name, slug, price)
            SELECT \(shop.store), 'Mug', 'mug-' || n, 5 FROM generate_series(1, 30) n
            """
        )

        let found = try await shop.visiting { try await allResults(of: "mug", in: shop.store, size: 7, on: $0) }

        #expect(found.count == 30)
        #expect(Set(found.map(\.id)).count == 30)
    }

    @Test func `another store's products are never seen`() async throws {
        let one = try await CatalogueFixture(slug: "one")
        let two = try await CatalogueFixture(slug: "two")
        try await one.importing(DemoCatalog.csv)
        let foreign: ID<Product> = try await one.test.administrator.one("SELECT id FROM products LIMIT 1")["id"]

        let (list, product, after) = try await two.visiting { db in
            (
                try await BrowseCatalogue.products(in: two.store, size: 10, on: db).items,
                try await BrowseCatalogue.product(slug: "moon-vase", in: two.store, on: db),
                try await BrowseCatalogue.products(in: two.store, after: foreign, size: 10, on: db).items
            )
        }
        let asked = try await two.visiting { try await BrowseCatalogue.products(in: one.store, size: 10, on: $0).items }

        #expect(list == [])
        #expect(product == nil)
        #expect(after == [])
        #expect(asked == [])
    }

    @Test func `the owner's list finds names and SKUs and counts stock`() async throws {
        let shop = try await CatalogueFixture()
        try await shop.importing(DemoCatalog.csv)

        let (mugs, wild) = try await shop.visitingAsService { db in
            (
                try await db.query(ProductRecord.search("fk-mug", in: shop.store, limit: 10)) as [ProductRecord],
                try await db.query(ProductRecord.search("100%_", in: shop.store, limit: 10)) as [ProductRecord]
            )
        }

        #expect(mugs.map(\.name) == ["Morning Mug"])
        #expect(mugs.map(\.available) == [60])
        #expect(mugs.map(\.variantCount) == [3])
        #expect(wild == [])
    }

    private func allResults(
        of words: String, in store: ID<Store>, size: Int, on db: Connection
    ) async throws -> [ProductSummary] {
        var results: [ProductSummary] = []
        var cursor: SearchCursor?
        repeat {
            let page = try await BrowseCatalogue.search(words, in: store, after: cursor, size: size, on: db)
            results += page.items
            cursor = page.next
        } while cursor != nil && results.count < 100
        return results
    }

    private func allPages(
        of store: ID<Store>, sort: ProductSort, size: Int, on db: Connection
    ) async throws -> [[ProductSummary]] {
        var pages: [[ProductSummary]] = []
        var cursor: ID<Product>?
        repeat {
            let page = try await BrowseCatalogue.products(in: store, sort: sort, after: cursor, size: size, on: db)
            pages.append(page.items)
            cursor = page.next
        } while cursor != nil && pages.count < 10
        return pages
    }
}

extension CatalogueFixture {
    fileprivate func visitingAsService<Value: Sendable>(
        _ body: (Connection) async throws -> Value
    ) async throws -> Value {
        try await test.database.transaction(as: .service(store: store), body)
    }
}
