import Commerce
import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

/// What visitors find at the door of a shop that lets nobody in, and how its own people look inside.
@Suite(.database) struct ClosedShopTests {
    private let paths = ["/", "/products", "/products/mug", "/cart", "/checkout", "/account/sign-in", "/theme.css"]

    @Test func `a paused shop says so by its name in its language, and when to come back`() async throws {
        let shop = try await WebShop.open(language: "de")
        try await shop.administrator.execute("UPDATE stores SET is_active = false, store_email = 'hallo@laden.test'")

        try await shop.visit { browser in
            for path in paths {
                let page = try await browser.get(browser.base + path)
                #expect(page.status == .serviceUnavailable, "\(path)")
                #expect(page.headers[.retryAfter] == "3600")
                #expect(page.body.contains("Hearth &amp; Clay") && page.body.contains("Wir machen eine Pause"))
                #expect(page.body.contains("mailto:hallo@laden.test"))
                #expect(!page.body.contains("Morning mug"))
            }
            let sent = try await browser.post(browser.base + "/cart/lines", ["product": "mug", "quantity": "1"])
            #expect(sent.status == .serviceUnavailable)
            #expect(sent.headers[values: .setCookie].isEmpty)
        }
    }

    @Test func `a suspended shop shows its name and nothing else, to anybody`() async throws {
        let shop = try await WebShop.open()
        try await shop.administrator.execute("UPDATE stores SET suspended_at = now(), store_email = 'us@shop.test'")

        try await shop.visit { browser in
            let token = try previews().token(for: shop.store, lasting: 60)
            for path in paths + ["/?preview=\(token)"] {
                let page = try await browser.get(browser.base + path)
                #expect(page.status == .notFound, "\(path)")
                #expect(page.headers[.retryAfter] == nil)
                #expect(page.body.contains("Hearth &amp; Clay") && page.body.contains("This shop is closed"))
                #expect(page.body.contains("noindex"))
                #expect(!page.body.contains("Morning mug") && !page.body.contains("us@shop.test"))
            }
            let host = try await browser.get("/products", host: "demo.localhost:8080")
            #expect(host.status == .notFound && host.body.contains("This shop is closed"))
        }
    }

    @Test func `its own people look around in a closed shop, and nothing is bought there`() async throws {
        let shop = try await WebShop.open()
        let staff = try await shop.addStaff(.readOnly)
        try await shop.add(product: "Not yet", slug: "draft", variants: [(ID(UUID()), [], 1)])
        try await shop.administrator.execute("UPDATE products SET is_active = false WHERE slug = 'draft'")
        try await shop.administrator.execute("UPDATE stores SET is_active = false")

        try await shop.work(as: staff.email) { browser in
            let overview = try await browser.get(shop.room(""))
            let link = try #require(try await browser.get(shop.room("/preview")).headers[.location])
            let begun = try await browser.get(link)
            let home = try await browser.get(browser.base + "/")
            let products = try await browser.get(browser.base + "/products")
            let product = try await browser.get(browser.base + "/products/mug")
            let theme = try await browser.get(browser.base + "/theme.css")
            let added = try await browser.post(browser.base + "/cart/lines", ["product": "mug", "quantity": "1"])
            let checkout = try await browser.get(browser.base + "/checkout")
            let joined = try await browser.post(browser.base + "/account/sign-up", ["email": "a@b.test"])

            #expect(overview.body.contains("Preview shop"))
            #expect(begun.headers[.location] == browser.base + "/")
            #expect(begun.headers[.setCookie]?.contains("HttpOnly") == true)
            for page in [home, products, product] {
                #expect(page.status == .ok, "\(page.status)")
                #expect(page.body.contains("Preview: visitors cannot see this shop yet"))
                #expect(page.body.contains("noindex"))
            }
            #expect(products.body.contains("Morning mug") && !products.body.contains("Not yet"))
            #expect(theme.status == .ok)
            #expect(added.status == .forbidden && added.body.contains("This is a preview"))
            #expect(checkout.status != .ok)
            #expect(joined.status == .forbidden)
        }
        #expect(shop.views.paths.isEmpty)
        let carts: Int = try await shop.administrator.one("SELECT count(*) FROM cart_items")[0]
        #expect(carts == 0)
    }

    @Test func `a preview's link ends, is one shop's, and cannot be made up`() async throws {
        let shop = try await WebShop.open()
        let other = try await WebShop.open(slug: "other")
        try await shop.administrator.execute("UPDATE stores SET is_active = false")
        let tokens = try previews()
        let late = try previews(now: Date() - 7_200).token(for: shop.store, lasting: PreviewTokens.lifetime)

        try await shop.visit { browser in
            for token in [late, tokens.token(for: other.store, lasting: 60), "9999999999.forged", "", "x.y.z"] {
                let byLink = try await browser.get(browser.base + "/?preview=\(token)")
                browser.setCookie("shop_preview", token)
                let byCookie = try await browser.get(browser.base + "/products")
                #expect([byLink.status, byCookie.status] == [.serviceUnavailable, .serviceUnavailable])
            }
            let stranger = try await browser.get(shop.room("/preview"))
            #expect(stranger.headers[.location]?.hasPrefix("/dashboard/sign-in") == true)
        }
        try await shop.work(as: other.owner.email) { browser in
            let neighbour = try await browser.get(shop.room("/preview"))
            #expect(neighbour.status == .notFound)
        }
    }

    @Test func `the database lets a preview read what visitors read, and write nothing`() async throws {
        let shop = try await WebShop.open()
        let other = try await WebShop.open(slug: "other")
        try await shop.administrator.execute("UPDATE stores SET is_active = false")

        try await shop.database.transaction(as: .preview(store: shop.store)) { db in
            let rows = try await db.query("SELECT store_id FROM products")
            #expect(!rows.isEmpty)
            for row in rows {
                let owner: ID<Store> = try row["store_id"]
                #expect(owner == shop.store)
            }
            let neighbours = try await db.query("SELECT id FROM stores WHERE id = \(other.store)")
            #expect(neighbours.isEmpty)
        }
        await #expect(throws: PostgresError.self) {
            try await shop.database.transaction(as: .preview(store: shop.store)) { db in
                try await db.execute(
                    "INSERT INTO cart_items (store_id, session_id, product_id, quantity) SELECT store_id, 'x', id, 1 FROM products"
                )
            }
        }
        try await shop.administrator.execute("UPDATE stores SET suspended_at = now()")
        await #expect(throws: PostgresError.self) {
            try await shop.database.transaction(as: .preview(store: shop.store)) { db in
                _ = try await db.query("SELECT 1")
            }
        }
    }

    private func previews(now: Date = Date()) throws -> PreviewTokens {
        PreviewTokens(key: try #require(WebShop.secretKey), now: { now })
    }
}
