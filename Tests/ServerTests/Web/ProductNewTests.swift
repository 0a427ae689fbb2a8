import Commerce
import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

@Suite(.database) struct ProductNewTests {
    private func fields(_ page: Browser.Answer, _ more: [String: String] = [:]) -> [String: String] {
        let fields = [
            "form_token": page.hidden("form_token"), "name": "Tea bowl", "price": "24,50", "stock": "7",
            "is_counted": "yes", "is_active": "yes",
        ]
        return fields.merging(more) { _, new in new }
    }

    @Test func `a name and a price are enough, and the shop has the product at once`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let page = try await browser.get(shop.room("/products/new"))
            let more = [
                "description": "Thrown by hand.\n\nFired <b>twice</b><script>x()</script>", "sku": "BOWL-1",
                "new_category": "Bowls", "image": "https://pictures.example/bowl.jpg", "image_alt": "A bowl",
                "weight": "320", "before": "30", "meta_title": "Bowls for tea", "is_featured": "yes",
            ]
            let added = try await browser.post(shop.room("/products"), fields(page, more))
            let inShop = try await browser.get(browser.base + "/products/tea-bowl")
            let sheet = try await browser.get(try #require(added.headers[.location]))

            #expect(added.status == .seeOther, "\(added.body)")
            #expect(inShop.body.contains("$24.50"))
            #expect(inShop.body.contains("Fired <b>twice</b>"))
            #expect(!inShop.body.contains("x()"))
            #expect(inShop.body.contains("https://pictures.example/bowl.jpg"))
            #expect(inShop.body.contains("Bowls for tea"))
            #expect(sheet.body.contains("Added."))
        }
        let row = try await shop.administrator.one(
            """
            SELECT p.sku, p.weight::integer AS weight, c.name, l.on_hand, p.is_featured FROM products p
            JOIN categories c ON c.id = p.category_id JOIN stock_levels l ON l.product_id = p.id WHERE p.slug = 'tea-bowl'
            """
        )
        #expect(try row.decode("sku", as: String.self) == "BOWL-1")
        #expect(try row.decode("weight", as: Int32.self) == 320)
        #expect(try row.decode("name", as: String.self) == "Bowls")
        #expect(try row.decode("on_hand", as: Int32.self) == 7)
        #expect(try row.decode("is_featured", as: Bool.self))
    }

    @Test func `options make variants, which are shown before they are saved`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let page = try await browser.get(shop.room("/products/new"))
            let options = [
                "name": "Scarf", "option-1": "Size", "values-1": "S, M, S", "option-2": "Colour",
                "values-2": "Red,Blue",
            ]
            let shown = try await browser.post(shop.room("/products"), fields(page, options))
            var sent = fields(shown, options)
            for number in 0..<4 {
                sent["variant-\(number)"] = shown.hidden("variant-\(number)")
                sent["stock-\(number)"] = "\(number)"
            }
            sent["price-3"] = "30"
            sent["sku-3"] = "SCARF-M-BLUE"
            let added = try await browser.post(shop.room("/products"), sent)
            let inShop = try await browser.get(browser.base + "/products/scarf")

            #expect(shown.status == .unprocessableContent)
            #expect(shown.body.contains("Nothing was saved yet"))
            #expect(shown.field("slug") == "scarf")
            #expect(added.status == .seeOther, "\(added.body)")
            #expect(inShop.body.contains("Colour"))
        }
        let rows = try await shop.administrator.query(
            """
            SELECT v.title, v.price::text AS price, l.on_hand, v.sku FROM product_variants v
            JOIN products p ON p.id = v.product_id JOIN stock_levels l ON l.variant_id = v.id
            WHERE p.slug = 'scarf' ORDER BY v.position
            """
        )
        #expect(try rows.map { try $0["title"] as String } == ["S / Red", "S / Blue", "M / Red", "M / Blue"])
        #expect(try rows.map { try $0["price"] as String } == ["24.50", "24.50", "24.50", "30.00"])
        #expect(try rows.map { try Int($0["on_hand"] as Int32) } == [0, 1, 2, 3])
        #expect(try rows[3].decode("sku", as: String.self) == "SCARF-M-BLUE")
    }

    @Test(arguments: [
        ["name": ""], ["price": "x"], ["price": ""], ["before": "20"], ["slug": "Not a slug"], ["stock": "-1"],
        ["weight": "heavy"], ["image": "http://pictures.example/a.jpg"], ["image": "javascript:x"],
        ["category": "nonsense"], ["values-1": "S"], ["option-1": "Size"],
        ["option-1": "A", "values-1": "1", "option-2": "A", "values-2": "2"],
        ["option-1": "A", "values-1": (1...101).map(String.init).joined(separator: ",")],
        ["gallery": "https://a.example/1.jpg\nftp://a.example/2.jpg"], ["slug": "mug"],
    ])
    func `what is wrong is told beside its field, and nothing typed is lost`(wrong: [String: String]) async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let page = try await browser.get(shop.room("/products/new"))
            let sent = fields(page, ["description": "Kept <to> the letter"].merging(wrong) { _, new in new })
            let refused = try await browser.post(shop.room("/products"), sent)

            #expect(refused.status == .unprocessableContent)
            #expect(refused.body.contains("aria-invalid=\"true\""), "\(wrong)")
            #expect(refused.body.contains("Kept &lt;to&gt; the letter"))
        }
        #expect(try await shop.administrator.one("SELECT count(*) AS n FROM products").decode("n", as: Int.self) == 2)
    }

    @Test func `of two who add the same address at once one is told, and proposed addresses differ`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let page = try await browser.get(shop.room("/products/new"))
            let chosen = fields(page, ["slug": "bowl"])
            let proposed = fields(page, ["name": "Blue bowl"])
            let answers = try await send([chosen, chosen, proposed, proposed], browser, shop)

            #expect(answers.filter { $0 == .seeOther }.count == 3)
            #expect(answers.filter { $0 == .unprocessableContent }.count == 1)
        }
        let slugs = try await shop.administrator.query(
            "SELECT slug FROM products WHERE slug LIKE '%bowl%' ORDER BY slug")
        #expect(try slugs.map { try $0["slug"] as String } == ["blue-bowl", "blue-bowl-2", "bowl"])
    }

    private func send(
        _ forms: [[String: String]], _ browser: Browser, _ shop: WebShop
    ) async throws -> [HTTPResponse.Status] {
        try await withThrowingTaskGroup(of: HTTPResponse.Status.self) { group in
            for form in forms { group.addTask { try await browser.post(shop.room("/products"), form).status } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test func `a full plan says its name, its number and where it is lifted`() async throws {
        let shop = try await WebShop.open()
        try await shop.administrator.execute("UPDATE plan_limits SET products_per_store = 2 WHERE plan_type = 'trial'")

        try await shop.manage { browser in
            let page = try await browser.get(shop.room("/products/new"))
            let refused = try await browser.post(shop.room("/products"), fields(page))

            #expect(refused.status == .unprocessableContent)
            #expect(refused.body.contains("Your plan Trial allows 2 products in each store"))
            #expect(refused.body.contains("href=\"/dashboard/plan\""))
            #expect(refused.field("name") == "Tea bowl")
        }
    }

    @Test func `only who may change products adds them, and only with our own form`() async throws {
        let shop = try await WebShop.open()
        let other = try await WebShop.open(slug: "other")
        _ = try await shop.addStaff(.support)

        try await shop.work(as: "staff@person.test") { browser in
            let refused = try await browser.get(shop.room("/products/new"))
            #expect(refused.status == .forbidden)
        }
        try await shop.manage { browser in
            let page = try await browser.get(shop.room("/products/new"))
            var sent = fields(page)
            let theirs = try await browser.post(other.room("/products"), sent)
            sent["form_token"] = "forged"
            let forged = try await browser.post(shop.room("/products"), sent)

            #expect(theirs.status == .notFound)
            #expect(forged.status == .forbidden)
        }
    }

    @Test func `an archived product is off the shop and comes back as a draft`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let path = try await shop.product("Morning mug", browser)
            let page = try await browser.get(path)
            let token = ["form_token": page.hidden("form_token")]
            let archived = try await browser.post(path + "/archive", token)
            let list = try await browser.get(try #require(archived.headers[.location]))
            let inShop = try await browser.get(browser.base + "/products/mug")
            let archive = try await browser.get(shop.room("/products/archived"))
            let back = try await browser.post(path + "/restorations", token)
            let again = try await browser.get(path)

            #expect(!list.body.contains("Morning mug"))
            #expect(inShop.status == .notFound)
            #expect(archive.body.contains("Morning mug"))
            #expect(back.status == .seeOther)
            #expect(again.body.contains("Draft"))
        }
        let usage = try await shop.administrator.one("SELECT products FROM store_usage WHERE store_id = \(shop.store)")
        #expect(try usage.decode("products", as: Int32.self) == 2)
    }

    @Test func `a product that somebody else saved meanwhile is not written over unseen`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let path = try await shop.product("Morning mug", browser)
            let page = try await browser.get(path)
            try await shop.administrator.execute("UPDATE products SET name = 'Noon mug' WHERE slug = 'mug'")
            let mine = [
                "form_token": page.hidden("form_token"), "version": page.hidden("version"), "name": "Evening mug",
                "price-\(shop.mug)": "20", "is_active": "yes",
            ]
            let refused = try await browser.post(path, mine)
            let saved = try await browser.post(
                path, mine.merging(["version": refused.hidden("version")]) { _, new in new })

            #expect(refused.status == .conflict)
            #expect(refused.body.contains("Somebody else saved"))
            #expect(refused.field("name") == "Evening mug")
            #expect(saved.status == .seeOther)
        }
    }
}
