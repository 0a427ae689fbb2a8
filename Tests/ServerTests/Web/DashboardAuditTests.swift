import Commerce
import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

@Suite(.database) struct DashboardAuditTests {
    /// Changes the mug's price and name through its page, as its owner.
    private func edit(_ shop: WebShop, _ browser: Browser, _ changes: [String: String]) async throws {
        let path = try await shop.product("Morning mug", browser)
        let page = try await browser.get(path)
        var fields = [
            "form_token": page.hidden("form_token"), "name": page.field("name"), "version": page.hidden("version"),
            "is_active": "yes",
        ]
        for name in ["price", "before", "stock", "expected"] {
            fields["\(name)-\(shop.mug)"] = page.hidden("\(name)-\(shop.mug)")
        }
        let saved = try await browser.post(path, fields.merging(changes) { _, new in new })
        try #require(saved.status == .seeOther)
    }

    @Test func `a change reads as a sentence, and its details say from where`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            try await edit(shop, browser, ["price-\(shop.mug)": "17.50"])
            let page = try await browser.get(shop.room("/audit"))

            #expect(page.status == .ok)
            #expect(
                page.body.contains("\(shop.owner.email) changed the price of Morning mug from $20.00 to $17.50"),
                "\(page.body)")
            #expect(page.body.contains("<summary>Details</summary>"))
        }
    }

    @Test func `filters and a thing's history show what they say`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            try await edit(shop, browser, ["name": "Evening mug"])
            try await shop.buyMugs(1, browser)
            let product = try await browser.get(shop.room("/audit?kind=product"))
            let words = try await browser.get(shop.room("/audit?q=evening"))
            let nobody = try await browser.get(shop.room("/audit?person=\(UUID())"))
            let mine = try await browser.get(shop.room("/audit?person=\(shop.owner.id)"))
            let past = try await browser.get(shop.room("/audit?to=2020-01-01"))
            let order = try await browser.get(try await shop.newestOrder(browser))
            let link = try #require(order.body.firstMatch(of: /href="([^"]+audit\?record=[^"]+)"/)).output.1
            let history = try await browser.get(String(link))
            let imported = try await browser.get(shop.room("/audit?record=\(UUID())"))

            #expect(product.body.contains("Morning mug</td><td data-label=\"After\">Evening mug"))
            #expect(!product.body.contains("added order"))
            #expect(words.body.contains("Evening mug") && !words.body.contains("added order"))
            #expect(nobody.body.contains("Nothing matches") && past.body.contains("Nothing matches"))
            #expect(mine.body.contains("Evening mug"))
            #expect(imported.body.contains("one line for the file"))
            #expect(history.body.contains("added order") && !history.body.contains("Evening mug"))
        }
    }

    @Test(arguments: [
        "?person=x", "?kind=x", "?from=x&to=2026-13-40", "?record=x", "?q=%25_%5C", "?of=x", "?q=%27%22%3Cb%3E",
    ])
    func `a filter that means nothing is no error`(query: String) async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let page = try await browser.get(shop.room("/audit\(query)"))
            #expect(page.status == .ok)
        }
    }

    @Test func `pages follow one another without gap or repetition`() async throws {
        let shop = try await WebShop.open()
        try await shop.administrator.execute(
            """
            INSERT INTO categories (store_id, name, slug)
            SELECT \(shop.store), 'Numbered ' || n, 'numbered-' || n FROM generate_series(1, 120) AS n
            """
        )

        try await shop.manage { browser in
            var seen: [String] = []
            var next: String? = shop.room("/audit?kind=category&q=numbered")
            while let path = next {
                let page = try await browser.get(path)
                seen += page.body.matches(of: /added (Numbered \d+)/).map { String($0.output.1) }
                next = page.body.firstMatch(of: /href="([^"]+)" rel="next"/)
                    .map { String($0.output.1).replacing("&amp;", with: "&") }
            }

            #expect(seen.count == 120 && Set(seen).count == 120)
        }
    }

    @Test func `the export holds every entry, and nothing that a spreadsheet would run`() async throws {
        let shop = try await WebShop.open()
        try await shop.administrator.execute(
            """
            INSERT INTO categories (store_id, name, slug)
            SELECT \(shop.store), '=cmd|''/c calc''!A' || n, 'cell-' || n FROM generate_series(1, 1500) AS n
            """
        )

        try await shop.manage { browser in
            let file = try await browser.get(shop.room("/audit.csv?kind=category"))
            let names = file.body.split(separator: "\r\n").filter { $0.contains(",name,") && $0.contains("calc") }

            #expect(file.headers[.contentType] == "text/csv; charset=utf-8")
            #expect(names.count == 1500)
            #expect(names.allSatisfy { !$0.contains(",=") && $0.contains(",'=cmd") })
        }
    }

    @Test func `another owner's log is not found, and an account's is its own`() async throws {
        let mine = try await WebShop.open()
        let other = try await WebShop.open(slug: "other")

        try await mine.manage { browser in
            let account = try await browser.get(mine.room("/audit?of=account"))

            #expect(try await browser.get(other.room("/audit")).status == .notFound)
            #expect(try await browser.get(other.room("/audit.csv")).status == .notFound)
            #expect(account.body.contains("You signed in"))
        }
    }

    @Test func `a manager reads the log and not the owner's account, support reads neither`() async throws {
        let shop = try await WebShop.open()
        _ = try await shop.addStaff(.support, "support@person.test")
        try await shop.administrator.execute(
            """
            UPDATE store_owner_subscriptions SET plan_type = 'enterprise', status = 'active'
            WHERE store_owner_id = \(shop.owner.id)
            """
        )
        _ = try await shop.addStaff(.manager, "manager@person.test")

        try await shop.visit { browser in
            try await shop.signIn(browser, as: "manager@person.test")
            let log = try await browser.get(shop.room("/audit"))
            let account = try await browser.get(shop.room("/audit?of=account"))
            try await shop.signIn(browser, as: "support@person.test")
            let refused = try await browser.get(shop.room("/audit"))
            let export = try await browser.get(shop.room("/audit.csv"))

            #expect(log.status == .ok && log.body.contains("added Morning mug"))
            #expect(account.status == .ok && !account.body.contains("You signed in"))
            #expect(refused.status == .forbidden && export.status == .forbidden)
        }
    }
}
