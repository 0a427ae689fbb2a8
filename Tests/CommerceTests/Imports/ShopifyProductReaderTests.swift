import Foundation
import Pricing
import Testing

@testable import Commerce

struct ShopifyProductReaderTests {
    @Test func `options, variants, pictures and prices of a real file are read`() throws {
        let items = try read(PackageResources.home_and_garden_csv)

        let products = items.compactMap(\.product)
        #expect(items.count == products.count)
        let pot = try #require(products.first)
        #expect(pot.handle == "clay-plant-pot")
        #expect(pot.body.markup == "<p>Classic blown clay pot for plants</p>")
        #expect(pot.tags == ["Pot", "Plants"])
        #expect(pot.options == [ProductDraft.Option(name: "Size", values: ["Regular", "Large"])])
        #expect(pot.variants.map(\.price.minorUnits) == [9_99, 15_99])
        #expect(pot.variants.map(\.quantity) == [1, 3])
        #expect(pot.images.count == 2)
        let light = try #require(products.first { $0.handle == "copper-light" })
        #expect(light.options.isEmpty)
        #expect(light.variants.map(\.compareAtPrice) == [Money(minorUnits: 75_00, .usd)])
    }

    @Test func `every product of the other real file is read`() throws {
        let items = try read(PackageResources.apparel_csv)

        #expect(items.compactMap(\.product).count == items.count)
        #expect(items.reduce(0) { $0 + ($1.product?.variants.count ?? 0) } == 22)
    }

    @Test func `a product's problems are all told and the next product is read`() throws {
        let items = try read(
            """
            Handle,Title,Option1 Name,Option1 Value,Variant Price,Variant Inventory Qty
            pot,,Size,S,9.999,1
            pot,,,M,-1,many
            pot,,,S,5,1
            cup,Cup,,,4,2
            """
        )

        #expect(
            items.first
                == .rejected(
                    [
                        RowProblem(line: 2, column: "Variant Price", .amount(.unreadable("9.999"))),
                        RowProblem(line: 3, column: "Variant Price", .negativeAmount),
                        RowProblem(line: 4, column: "Option1 Value", .sameOptionsAsLine(2)),
                        RowProblem(line: 2, column: "Title", .missing),
                    ],
                    rows: 3
                )
        )
        #expect(items.last?.product?.title == "Cup")
    }

    @Test(arguments: [
        ("cup,Cup,ftp://x.test/a.png,4", "Image Src"), ("cup,Cup,//x.test/a.png,4", "Image Src"),
        ("cup,Cup,javascript:alert(1),4", "Image Src"), ("cup,Cup,,", "Variant Price"),
        ("cup,Cup,,1e2", "Variant Price"), ("cup,Cup,,100000000", "Variant Price"), ("cu/p,Cup,,4", "Handle"),
        (",Cup,,4", "Handle"), ("-cup,Cup,,4", "Handle"), ("cup,,,4", "Title"),
    ])
    func `a value out of order is told with its column`(row: String, column: String) throws {
        let items = try read("Handle,Title,Image Src,Variant Price\n\(row)\n")

        guard case .rejected(let problems, rows: 1) = try #require(items.first) else {
            Issue.record("\(row) was accepted")
            return
        }
        #expect(problems.map(\.column) == [column])
        #expect(problems.map(\.line) == [2])
    }

    @Test func `a broken row inside a product rejects the product, one between products only itself`() throws {
        let items = try read(
            """
            Handle,Title,Option1 Name,Option1 Value,Variant Price
            pot,Pot,Size,S,9
            pot,,,"M"x,9
            pot,,,L,9
            broken
            cup,Cup,,,4
            """
        )

        #expect(
            items.dropLast() == [
                .rejected([RowProblem(line: 3, .brokenQuotes)], rows: 3),
                .rejected([RowProblem(line: 5, .fieldCount(expected: 5, found: 1))], rows: 1),
            ]
        )
        #expect(items.last?.product?.title == "Cup")
    }

    @Test func `rows of one product must stand together`() throws {
        let items = try read("Handle,Title,Variant Price\na,A,1\nb,B,1\na,A again,1\n")

        #expect(
            items.last == .rejected([RowProblem(line: 4, column: "Handle", .scatteredHandle(firstLine: 2))], rows: 1))
    }

    @Test func `gift cards, drafts and unpublished products are told apart`() throws {
        let items = try read(
            """
            Handle,Title,Variant Price,Gift Card,Published,Status
            gift,Gift card,10,true,true,active
            hidden,Hidden,10,false,false,active
            draft,Draft,10,false,true,draft
            shown,Shown,10,false,,
            """
        )

        #expect(items.first == .rejected([RowProblem(line: 2, column: "Gift Card", .giftCard)], rows: 1))
        #expect(items.compactMap { $0.product?.isPublished } == [false, false, true])
    }

    @Test func `pictures follow their positions, and repeated ones count once`() throws {
        let items = try read(
            """
            Handle,Title,Variant Price,Image Src,Image Position,Image Alt Text
            cup,Cup,1,https://x.test/b.png,2,Back
            cup,,,https://x.test/a.png,1,Front
            cup,,,https://x.test/a.png,3,Again
            """
        )

        let cup = try #require(items.first?.product)
        #expect(cup.images.map(\.alt) == ["Front", "Back"])
        #expect(cup.variants.count == 1)
    }

    @Test func `descriptions are sanitised, and refused where that is not possible`() throws {
        let deep = String(repeating: "<b>", count: 6_000)
        let items = try read(
            "Handle,Title,Variant Price,Body (HTML)\na,A,1,<p onclick=x>Hi<script>x</script>\nb,B,1,\(deep)\n"
        )

        #expect(items.first?.product?.body.markup == "<p>Hi</p>")
        #expect(
            items.last == .rejected([RowProblem(line: 3, column: "Body (HTML)", .description(.tooManyTags))], rows: 1))
    }

    @Test func `a file that is no product CSV is refused with what it lacks`() {
        #expect(throws: CSVError.missingColumns(["Handle", "Variant Price"])) { try read("Name,Title\na,b\n") }
    }

    private func read(_ text: String) throws -> [ShopifyProductReader.Item] {
        try read(Array(text.utf8))
    }

    private func read(_ bytes: [UInt8]) throws -> [ShopifyProductReader.Item] {
        var rest = bytes
        let csv = try CSVReader {
            defer { rest = [] }
            return rest
        }
        let reader = try ShopifyProductReader(csv, currency: .usd)
        var items: [ShopifyProductReader.Item] = []
        while let item = try reader.next() {
            items.append(item)
        }
        return items
    }
}

extension ShopifyProductReader.Item {
    fileprivate var product: ProductDraft? {
        guard case .product(let product, _) = self else { return nil }
        return product
    }
}
