import Commerce
import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

@Suite(.database) struct DashboardProductTests {
    /// The fields of a product's page as a browser would send them, with some changed.
    private func fields(_ page: Browser.Answer, _ mug: ID<Variant>, _ changes: [String: String]) -> [String: String] {
        var fields = [
            "form_token": page.hidden("form_token"), "name": page.field("name"), "version": page.hidden("version"),
            "is_active": "yes",
            "expected-\(mug)": page.hidden("expected-\(mug)"),
        ]
        for name in ["price", "before", "stock"] { fields["\(name)-\(mug)"] = page.hidden("\(name)-\(mug)") }
        return fields.merging(changes) { _, new in new }
    }

    @Test func `a new price and stock are in the shop at once`() async throws {
        let shop = try await WebShop.open()
        let mug = shop.mug

        try await shop.manage { browser in
            let path = try await shop.product("Morning mug", browser)
            let page = try await browser.get(path)
            let changes = ["price-\(mug)": "17,50", "before-\(mug)": "20", "stock-\(mug)": "3", "name": "Evening mug"]
            let saved = try await browser.post(path, fields(page, mug, changes))
            let inShop = try await browser.get(browser.base + "/products/mug")

            #expect(saved.headers[.location] == path + "?saved=1", "\(saved.body)")
            #expect(inShop.body.contains("Evening mug"))
            #expect(inShop.body.contains("$17.50"))
            #expect(inShop.body.contains("$20.00"))
            #expect(inShop.body.contains("Only 3 left"))
        }
        #expect(try await shop.stock(of: mug) == 3)
        let note = try await shop.administrator.one(
            """
            SELECT actor_id, label, after ->> 'name' AS name FROM audit_log
            WHERE store_id = \(shop.store) AND action = 'changed' AND entity_type = 'product'
            """
        )
        #expect(try note.decode("actor_id") == shop.owner.id)
        #expect(try note.decode("name") == "Evening mug")
    }

    @Test func `a product that is taken off the shop is not found there`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let path = try await shop.product("Morning mug", browser)
            var sent = fields(try await browser.get(path), shop.mug, [:])
            sent["is_active"] = nil
            let saved = try await browser.post(path, sent)
            let inShop = try await browser.get(browser.base + "/products/mug")
            let list = try await browser.get(shop.room("/products"))

            #expect(saved.status == .seeOther)
            #expect(inShop.status == .notFound)
            #expect(list.body.contains("Draft"))
        }
    }

    @Test(arguments: [
        ["price": "-1"], ["price": ""], ["price": "abc"], ["price": "1.234"], ["price": "1,000.50"],
        ["price": "100000000"],
        ["before": "19"], ["before": "x"], ["stock": "-1"], ["stock": "1.5"], ["stock": "99999999999999999999"],
    ])
    func `what is no price or stock is refused beside the field`(wrong: [String: String]) async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let path = try await shop.product("Morning mug", browser)
            let changes = Dictionary(uniqueKeysWithValues: wrong.map { ("\($0.key)-\(shop.mug)", $0.value) })
            let page = try await browser.get(path)
            let refused = try await browser.post(path, fields(page, shop.mug, changes))

            #expect(refused.status == .unprocessableContent)
            #expect(refused.body.contains("aria-invalid"))
            for value in wrong.values { #expect(refused.body.contains("value=\"\(value)\"")) }
        }
        #expect(try await shop.stock(of: shop.mug) == 10)
    }

    @Test func `a product keeps a name`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let path = try await shop.product("Morning mug", browser)
            for name in ["", "   ", String(repeating: "m", count: 501)] {
                let page = try await browser.get(path)
                let refused = try await browser.post(path, fields(page, shop.mug, ["name": name]))
                #expect(refused.status == .unprocessableContent)
            }
        }
    }

    @Test func `a count that was overtaken by a sale is refused and asked again`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let path = try await shop.product("Morning mug", browser)
            let page = try await browser.get(path)
            try await shop.database.transaction(as: .service(store: shop.store)) { db in
                _ = try await db.execute("SELECT app.adjust_stock(\(shop.mug), -4, 'damaged')")
            }
            let refused = try await browser.post(path, fields(page, shop.mug, ["stock-\(shop.mug)": "12"]))
            let again = try await browser.post(path, fields(refused, shop.mug, [:]))

            #expect(refused.status == .conflict)
            #expect(refused.body.contains("By now there are 6"))
            #expect(again.status == .seeOther)
        }
        #expect(try await shop.stock(of: shop.mug) == 12)
    }

    @Test func `a forged form and another owner's product change nothing`() async throws {
        let mine = try await WebShop.open()
        let other = try await WebShop.open(slug: "other")

        try await mine.manage { browser in
            let path = try await mine.product("Morning mug", browser)
            let row = try await other.administrator.one(
                "SELECT product_id FROM product_variants WHERE id = \(other.mug)")
            let foreign: ID<Product> = try row.decode("product_id")
            let page = try await browser.get(path)
            var sent = fields(page, mine.mug, ["stock-\(other.mug)": "0", "expected-\(other.mug)": "10"])
            let theirs = try await browser.post(mine.room("/products/\(foreign)"), sent)
            let theirRoom = try await browser.post(other.room("/products/\(foreign)"), sent)
            let saved = try await browser.post(path, sent)
            sent["form_token"] = "forged"
            sent["stock-\(mine.mug)"] = "0"
            let forged = try await browser.post(path, sent)

            #expect(theirs.status == .notFound)
            #expect(theirRoom.status == .notFound)
            #expect(saved.status == .seeOther)
            #expect(forged.status == .forbidden)
        }
        #expect(try await mine.stock(of: mine.mug) == 10)
        #expect(try await other.stock(of: other.mug) == 10)
    }

    @Test func `the first room counts today's sales and says what waits`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            try await shop.buyMugs(2, browser)
            let first = try await browser.get("/dashboard")
            let room = try await browser.get(try #require(first.headers[.location]))

            #expect(room.status == .ok)
            #expect(room.body.contains("<span class=\"figure\">$45.00</span>"))
            #expect(room.body.contains("1 order waits for its payment"))
            #expect(room.body.contains("ann@example.test"))
            #expect(room.body.contains("Linen &lt;shirt&gt;"))
        }
    }
}
