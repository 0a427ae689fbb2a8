import Commerce
import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

@Suite(.database) struct StoreNewTests {
    private func fields(_ page: Browser.Answer, _ changes: [String: String] = [:]) -> [String: String] {
        var fields = [
            "form_token": page.hidden("form_token"), "name": "Fern & Kiln", "slug": "fern-kiln", "country": "AT",
            "currency": "EUR", "language": "de", "time_zone": "Europe/Vienna", "template": "warm",
            "products": "samples",
        ]
        fields.merge(changes) { _, new in new }
        return fields
    }

    private let secondStep = "/dashboard/stores/new?name=Fern+%26+Kiln&country=AT"

    @Test func `a name and a country fill in what is likely`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let first = try await browser.get("/dashboard/stores/new")
            let second = try await browser.get(secondStep)

            #expect(first.body.contains("Step 1 of 2"))
            #expect(second.body.contains("value=\"fern-kiln\""))
            for chosen in ["EUR", "de", "Europe/Vienna", "AT"] {
                #expect(second.body.contains("<option value=\"\(chosen)\" selected>"), "\(chosen)")
            }
        }
    }

    @Test func `an address that is taken gets a number in the proposal`() async throws {
        let shop = try await WebShop.open(slug: "fern-kiln")

        try await shop.manage { browser in
            let second = try await browser.get(secondStep)
            #expect(second.body.contains("value=\"fern-kiln-2\""))
        }
    }

    @Test func `a store opens with its pages, policies and sample products`() async throws {
        let shop = try await WebShop.open()
        try await shop.upgrade("starter")

        try await shop.manage { browser in
            let page = try await browser.get(secondStep)
            let opened = try await browser.post("/dashboard/stores", fields(page))
            let add = AddSampleProducts(database: shop.database)
            try await shop.runJobs([AddSampleProducts.kind: add.handle])
            let room = try await browser.get("/dashboard/stores/fern-kiln")
            let home = try await browser.get("/s/fern-kiln/products")

            #expect(opened.headers[.location] == "/dashboard/stores/fern-kiln?opened=samples", "\(opened.body)")
            #expect(room.status == .ok)
            #expect(home.body.contains("Morning Mug"))
        }
        let row = try await shop.administrator.one(
            """
            SELECT s.currency, s.time_zone, s.primary_color, p.shipping_policy,
                (SELECT string_agg(slug, ' ' ORDER BY slug) FROM pages WHERE store_id = s.id) AS pages,
                (SELECT bool_and(jsonb_typeof(content -> 'sections') = 'array') FROM pages WHERE store_id = s.id) AS whole
            FROM stores s JOIN store_policies p ON p.store_id = s.id WHERE s.store_slug = 'fern-kiln'
            """
        )
        #expect(try row.decode("currency", as: String.self) == "EUR")
        #expect(try row.decode("pages", as: String.self) == "about contact footer header home")
        #expect(try row.decode("whole", as: Bool.self))
        #expect(try row.decode("shipping_policy", as: String.self).contains("Werktagen"))
    }

    @Test(arguments: [
        ("file", "/imports/new?opened=1", "Check the file"), ("hand", "/products/new?opened=1", "Save product"),
        ("", "?opened=1", "Now add your first products"),
    ])
    func `the last step leads to where the first products come from`(way: (String, String, String)) async throws {
        let shop = try await WebShop.open()
        try await shop.upgrade("starter")

        try await shop.manage { browser in
            let page = try await browser.get(secondStep)
            let opened = try await browser.post("/dashboard/stores", fields(page, ["products": way.0]))
            let room = try await browser.get(try #require(opened.headers[.location], "\(opened.body)"))

            #expect(opened.headers[.location] == "/dashboard/stores/fern-kiln" + way.1)
            #expect(room.body.contains(way.2))
        }
    }

    @Test func `sample products have whole prices where a currency has no decimals`() async throws {
        let shop = try await WebShop.open()
        try await shop.upgrade("starter")

        try await shop.manage { browser in
            let page = try await browser.get(secondStep)
            _ = try await browser.post("/dashboard/stores", fields(page, ["currency": "JPY"]))
        }
        let add = AddSampleProducts(database: shop.database)
        try await shop.runJobs([AddSampleProducts.kind: add.handle])
        let row = try await shop.administrator.one(
            "SELECT count(*) AS n, max(price) AS price FROM products p JOIN stores s ON s.id = p.store_id WHERE currency = 'JPY'"
        )
        #expect(try row.decode("n", as: Int.self) > 10)
        #expect(try row.decode("price", as: Decimal.self) >= 1000)
    }

    @Test(arguments: [
        ("slug", "www", "kept for the platform"), ("slug", "dashboard", "kept for the platform"),
        ("slug", "xn--80ak6aa92e", "kept for the platform"), ("slug", "demo", "Another store has this address"),
        ("slug", "-no", "Use small letters"), ("slug", "a b", "Use small letters"),
        ("name", "", "Give the store a name"),
        ("currency", "KWD", "Choose one of the list"), ("currency", "XXX", "Choose one of the list"),
        ("country", "ZZ", "Choose one of the list"), ("time_zone", "Mars/Base", "Choose one of the list"),
        ("template", "none", "Choose one of the list"), ("language", "tlh", "Choose one of the list"),
    ])
    func `what cannot be is refused beside the field, and nothing typed is lost`(
        field: String, value: String, sentence: String
    ) async throws {
        let shop = try await WebShop.open()
        try await shop.upgrade("starter")

        try await shop.manage { browser in
            let page = try await browser.get(secondStep)
            let sent = fields(page, ["name": "A <name> to keep"].merging([field: value]) { _, new in new })
            let refused = try await browser.post("/dashboard/stores", sent)

            #expect(refused.status == .unprocessableContent)
            #expect(refused.body.contains(sentence))
            #expect(field == "name" || refused.body.contains("value=\"A &lt;name&gt; to keep\""))
        }
        let stores = try await shop.administrator.one("SELECT count(*) AS n FROM stores")
        #expect(try stores.decode("n", as: Int.self) == 1)
    }

    @Test func `the plan's last store is opened once by two sessions, and the other reads which limit`() async throws {
        let shop = try await WebShop.open()
        try await shop.upgrade("starter")

        try await shop.visit { browser in
            let other = Browser(client: browser.client, shop: shop.slug)
            var answers: [Browser.Answer] = []
            for one in [browser, other] { _ = try await shop.signIn(one) }
            let pages = (try await browser.get(secondStep), try await other.get(secondStep))
            async let first = browser.post("/dashboard/stores", fields(pages.0, ["slug": "first"]))
            async let second = other.post("/dashboard/stores", fields(pages.1, ["slug": "second"]))
            answers = [try await first, try await second]

            let refused = try #require(answers.first { $0.status != .seeOther })
            #expect(answers.count { $0.status == .seeOther } == 1)
            #expect(refused.body.contains("Your plan Starter allows 2 stores"))
            #expect(refused.body.contains("href=\"/dashboard/plan\""))
            #expect(refused.body.contains("value=\"Fern &amp; Kiln\""))
        }
        let stores = try await shop.administrator.one("SELECT count(*) AS n FROM stores")
        #expect(try stores.decode("n", as: Int.self) == 2)
    }

    @Test func `on a plan that is not paid nothing opens, and the page leads to the plan`() async throws {
        let shop = try await WebShop.open()
        try await shop.upgrade("professional")

        try await shop.manage { browser in
            let page = try await browser.get(secondStep)
            try await shop.administrator.execute("UPDATE store_owner_subscriptions SET status = 'unpaid'")
            let refused = try await browser.post("/dashboard/stores", fields(page))
            let before = try await browser.get("/dashboard/stores/new")

            #expect(refused.status == .unprocessableContent)
            #expect(refused.body.contains("Your plan is not paid or has ended"))
            #expect(refused.body.contains("href=\"/dashboard/plan\">Pay or choose a plan"))
            #expect(refused.body.contains("value=\"Fern &amp; Kiln\""))
            #expect(before.body.contains("The plan is not paid"))
        }
        let stores = try await shop.administrator.one("SELECT count(*) AS n FROM stores")
        #expect(try stores.decode("n", as: Int.self) == 1)
    }

    @Test func `who has no store is led to the first step, and becomes an owner`() async throws {
        let shop = try await WebShop.open()
        let person = try await shop.addPerson("new@person.test")

        try await shop.work(as: person.email) { browser in
            let door = try await browser.get("/dashboard")
            let page = try await browser.get(secondStep)
            let opened = try await browser.post("/dashboard/stores", fields(page))
            let room = try await browser.get("/dashboard/stores/fern-kiln")

            #expect(door.headers[.location] == "/dashboard/stores/new")
            #expect(opened.status == .seeOther, "\(opened.body)")
            #expect(room.status == .ok)
        }
        let row = try await shop.administrator.one(
            "SELECT plan_type FROM store_owner_subscriptions WHERE store_owner_id = \(person.id)")
        #expect(try row.decode("plan_type", as: String.self) == "trial")
    }

    @Test func `several stores are seen side by side`() async throws {
        let shop = try await WebShop.open()
        let other = try await WebShop.open(slug: "other")
        try await other.administrator.execute(
            "INSERT INTO staff (store_id, user_id, role) VALUES (\(other.store), \(shop.owner.id), 'fulfilment')")

        try await shop.manage { browser in
            try await shop.buyMugs(2, browser)
            let overview = try await browser.get("/dashboard")

            #expect(overview.body.contains("$45.00"))
            #expect(overview.body.contains(">Owner<"))
            #expect(overview.body.contains(">Fulfilment<"))
            #expect(overview.body.contains("href=\"\(other.room(""))\""))
        }
    }
}
