import Foundation
import Postgres
import Pricing
import TestSupport
import Testing

@testable import Commerce

@Suite(.database)
struct ImportProductsTests {
    @Test func `a real file becomes products, variants, options, categories and stock`() async throws {
        let shop = try await CatalogueFixture()

        let report = try await shop.importing(PackageResources.home_and_garden_csv)

        #expect(report.problems == [])
        #expect(report.inserted == 20)
        #expect(report.rowsRead == 21)
        let pot = try #require(
            try await shop.visiting {
                try await BrowseCatalogue.product(slug: "clay-plant-pot", in: shop.store, on: $0)
            }
        )
        #expect(pot.variants.map(\.optionValues) == [["Regular"], ["Large"]])
        #expect(pot.price.formatted() == "$9.99")
        #expect(pot.category?.name == "Outdoor")
        #expect(pot.images.count == 2)
        #expect(try await shop.count("SELECT count(*) FROM app.stock_discrepancies") == 0)
        #expect(try await shop.count("SELECT sum(quantity) FROM stock_movements") == 65)
    }

    @Test func `importing a file again changes nothing and doubles nothing`() async throws {
        let shop = try await CatalogueFixture()
        try await shop.importing(PackageResources.home_and_garden_csv)

        let again = try await shop.importing(PackageResources.home_and_garden_csv)

        #expect(again.unchanged == 20)
        #expect(again.inserted + again.updated == 0)
        #expect(try await shop.count("SELECT count(*) FROM products") == 20)
        #expect(try await shop.count("SELECT count(*) FROM product_variants") == 21)
        #expect(try await shop.count("SELECT sum(quantity) FROM stock_movements") == 65)
    }

    @Test func `the other real file imports too, beside what is there`() async throws {
        let shop = try await CatalogueFixture()
        try await shop.importing(PackageResources.home_and_garden_csv)

        let report = try await shop.importing(PackageResources.apparel_csv)

        #expect(report.problems == [])
        #expect(report.inserted == 20)
        #expect(try await shop.count("SELECT count(*) FROM products") == 40)
    }

    @Test func `a changed file updates prices, stock and variants, and keeps variant ids by SKU`() async throws {
        let shop = try await CatalogueFixture()
        let header =
            "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Inventory Qty,"
            + "Variant Inventory Tracker\n"
        try await shop.importing(header + "mug,Mug,Size,S,MUG-S,10,5,shopify\nmug,,,L,MUG-L,12,7,shopify\n")
        let small: UUID = try await shop.test.administrator.one(
            "SELECT id FROM product_variants WHERE sku = 'MUG-S'"
        )["id"]

        let report = try await shop.importing(
            header + "mug,Mug,Size,Small,MUG-S,11,3,shopify\nmug,,,XL,MUG-XL,14,1,shopify\n"
        )

        let mug = try #require(
            try await shop.visiting { try await BrowseCatalogue.product(slug: "mug", in: shop.store, on: $0) }
        )
        #expect(report.updated == 1)
        #expect(mug.options == [ProductOption(name: "Size", values: ["Small", "XL"])])
        #expect(mug.variants.map(\.optionValues) == [["Small"], ["XL"]])
        #expect(mug.variants.first?.id.uuid == small)
        #expect(mug.variants.map(\.availability) == [.limited(3), .limited(1)])
        #expect(mug.price.minorUnits == 11_00)
        #expect(try await shop.count("SELECT count(*) FROM app.stock_discrepancies") == 0)
    }

    @Test func `a dry run tells the same and changes nothing`() async throws {
        let shop = try await CatalogueFixture()

        let report = try await shop.importing(PackageResources.home_and_garden_csv, isDryRun: true)

        #expect(report.inserted == 20)
        #expect(try await shop.count("SELECT count(*) FROM products") == 0)
        #expect(try await shop.count("SELECT count(*) FROM categories") == 0)
        #expect(try await shop.count("SELECT count(*) FROM import_runs WHERE dry_run AND state = 'succeeded'") == 1)
    }

    @Test func `bad rows are told and kept, and the others are imported`() async throws {
        let shop = try await CatalogueFixture()

        let report = try await shop.importing(
            """
            Handle,Title,Variant SKU,Variant Price
            one,One,A,1
            two,Two,B,abc
            three,Three,A,3
            four,Four,C,4
            """
        )

        #expect(report.inserted == 2)
        #expect(report.rowsFailed == 2)
        #expect(
            report.problems == [
                RowProblem(line: 3, column: "Variant Price", .amount(.unreadable("abc"))),
                RowProblem(line: 4, column: "Variant SKU", .skuTaken("A")),
            ]
        )
        let stored = try await shop.test.administrator.query(
            "SELECT line, column_name, code, message FROM import_row_errors ORDER BY line"
        )
        #expect(try stored.map { try $0["code"] as String } == ["amount", "sku_taken"])
        #expect(try stored.map { try $0["line"] as Int32 } == [3, 4])
    }

    @Test func `a product whose address the owner changed is updated where it is now`() async throws {
        let shop = try await CatalogueFixture()
        try await shop.importing("Handle,Title,Variant Price\nold-mug,Mug,10\n")
        try await shop.test.administrator.execute("UPDATE products SET slug = 'new-mug'")

        let report = try await shop.importing("Handle,Title,Variant Price\nold-mug,Mug,12\n")

        #expect(report.updated == 1)
        #expect(try await shop.count("SELECT count(*) FROM products WHERE slug = 'new-mug' AND price = 12") == 1)
        #expect(try await shop.count("SELECT count(*) FROM products") == 1)
        let current = try await shop.visiting {
            try await BrowseCatalogue.currentSlug(ofProduct: "old-mug", in: shop.store, on: $0)
        }
        #expect(current == "new-mug")
    }

    @Test func `the plan's limit stops the import with a sentence and keeps what fits`() async throws {
        let shop = try await CatalogueFixture(plan: "trial")
        let rows = (1...60).map { "mug-\($0),Mug \($0),5\n" }.joined()

        let limit = PlanLimit(.products, plan: "Trial", allowed: 50)
        await #expect(throws: ImportError.planLimit(limit, line: 52)) {
            try await shop.importing("Handle,Title,Variant Price\n" + rows)
        }

        #expect(try await shop.count("SELECT count(*) FROM products") == 50)
        #expect(try await shop.count("SELECT count(*) FROM import_runs WHERE state = 'failed' AND inserted = 50") == 1)
    }

    @Test(arguments: [("trial", "Trial", 50, 60), ("starter", "Starter", 1_000, 1_500)])
    func `a dry run finds the plan's limit, in one batch and over several`(
        plan: String, name: String, allowed: Int, count: Int
    ) async throws {
        let shop = try await CatalogueFixture(plan: plan)
        let rows = (1...count).map { "mug-\($0),Mug \($0),5\n" }.joined()
        try await shop.importing("Handle,Title,Variant Price\nmug-1,Mug 1,5\nmug-0,Mug 0,5\n")

        // One of the two stands in the file, under its header, and takes no room.
        let limit = PlanLimit(.products, plan: name, allowed: allowed)
        await #expect(throws: ImportError.planLimit(limit, line: allowed + 1)) {
            try await shop.importing("Handle,Title,Variant Price\n" + rows, isDryRun: true)
        }

        let would = "SELECT count(*) FROM import_runs WHERE dry_run AND inserted = \(allowed - 2)" as SQL
        #expect(try await shop.count(would) == 1)
        #expect(try await shop.count("SELECT count(*) FROM products") == 2)
    }

    @Test func `two stores import the same file without touching each other`() async throws {
        let one = try await CatalogueFixture(slug: "one")
        let two = try await CatalogueFixture(slug: "two", currency: "EUR")
        try await one.importing(PackageResources.home_and_garden_csv)

        let report = try await two.importing(PackageResources.home_and_garden_csv)

        #expect(report.inserted == 20)
        let store = one.store
        #expect(try await one.count("SELECT count(*) FROM products WHERE store_id = \(store)") == 20)
    }

    @Test func `a price with more decimals than the currency is refused`() async throws {
        let shop = try await CatalogueFixture(currency: "JPY")

        let report = try await shop.importing("Handle,Title,Variant Price\na,A,500\nb,B,5.50\n")

        #expect(report.inserted == 1)
        #expect(report.problems.map(\.line) == [3])
    }

    @Test func `the sample catalogue is a whole shop`() async throws {
        let shop = try await CatalogueFixture()

        let report = try await shop.importing(DemoCatalog.csv)

        #expect(report.problems == [])
        #expect(report.inserted == 24)
        #expect(try await shop.count("SELECT count(*) FROM categories") == 5)
        #expect(try await shop.count("SELECT count(*) FROM products WHERE is_featured") == 6)
        // They are put on the shelves of shops with other names.
        #expect(try await shop.count("SELECT count(*) FROM products WHERE meta_title LIKE '%Fern%'") == 0)
        let urls = try await shop.test.administrator.query("SELECT image_url FROM products")
        for row in urls {
            let url: String = try row["image_url"]
            let name = try #require(url.split(separator: "/").last)
            #expect(url == "/assets/demo/\(name)")
            #expect(DemoCatalog.pictures[String(name)]?.starts(with: Array("<svg".utf8)) == true)
        }
    }
}
