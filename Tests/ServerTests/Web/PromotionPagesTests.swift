import Commerce
import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

/// A promotion from the owner's form to the shopper's order.
@Suite(.database) struct PromotionPagesTests {
    @Test func `a code is made by the owner, typed at the cart, seen at the checkout and used by the order`()
        async throws
    {
        let shop = try await WebShop.open()
        try await shop.manage { browser in
            let made = try await shop.fill(
                shop.room("/promotions/new"),
                ["name": "Spring <sale>", "code": "spring10", "kind": "percentage", "percent": "10"],
                at: shop.room("/promotions"), browser)
            #expect(made.status == .seeOther, "\(made.body)")
        }

        try await shop.visit { browser in
            _ = try await browser.post(browser.base + "/cart/lines", ["product": "mug", "quantity": "2"])
            let typed = try await browser.post(browser.base + "/cart/codes", ["code": " Spring10 "])
            let cart = try await browser.get(browser.base + "/cart")
            let checkout = try await browser.get(browser.base + "/checkout")
            let placed = try await browser.post(
                browser.base + "/checkout",
                [
                    "form_token": checkout.hidden("form_token"), "total_seen": checkout.hidden("total_seen"),
                    "idempotency_key": checkout.hidden("idempotency_key"), "codes": checkout.hidden("codes"),
                    "email": "ann@example.test", "shipping_name": "Ann Buyer", "shipping_line1": "1 High Street",
                    "shipping_city": "Springfield", "shipping_country": "US",
                ])

            #expect(typed.status == .seeOther, "\(typed.body)")
            #expect(cart.body.contains("Spring &lt;sale&gt; (SPRING10)"))
            #expect(checkout.body.contains("Spring &lt;sale&gt; (SPRING10)"))
            #expect(placed.status == .seeOther, "\(placed.body)")
        }

        try await shop.manage { browser in
            let list = try await browser.get(shop.room("/promotions"))
            #expect(list.body.contains("<td class=\"number\">1</td>"))
            #expect(list.body.contains("10 % off"))
        }
    }

    @Test func `a code that gives nothing is kept, says why, and can be taken away`() async throws {
        let shop = try await WebShop.open(language: "de")

        try await shop.visit { browser in
            _ = try await browser.post(browser.base + "/cart/lines", ["product": "mug", "quantity": "1"])
            _ = try await browser.post(browser.base + "/cart/codes", ["code": "<NOSUCH>"])
            let cart = try await browser.get(browser.base + "/cart")
            let broken = try await browser.post(browser.base + "/cart/codes", ["code": "two words"])
            _ = try await browser.post(browser.base + "/cart/codes/removal", ["code": "<nosuch>"])
            let after = try await browser.get(browser.base + "/cart")

            #expect(cart.body.contains("&lt;NOSUCH&gt;: gibt es nicht."))
            #expect(broken.status == .unprocessableContent)
            #expect(!after.body.contains("NOSUCH"))
        }
    }

    @Test func `what was typed wrongly is marked and kept; a promotion is changed and archived`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let new = shop.room("/promotions/new")
            let wrong = try await shop.fill(
                new, ["name": "Sale", "kind": "percentage", "percent": "lots", "starts": "soon"],
                at: shop.room("/promotions"), browser)
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.body.contains("value=\"lots\"") && wrong.body.contains("Enter a day such as"))

            let sale = [
                "name": "Sale", "code": "SALE", "kind": "amount", "amount": "5", "starts": "2026-01-01",
                "ends": "2026-01-31",
            ]
            _ = try await shop.fill(new, sale, at: shop.room("/promotions"), browser)
            let twice = try await shop.fill(new, sale, at: shop.room("/promotions"), browser)
            #expect(twice.status == .unprocessableContent)
            #expect(twice.body.contains("Another promotion has this code"))

            let list = try await browser.get(shop.room("/promotions"))
            let path = String(try #require(list.body.firstMatch(of: /href="([^"]+\/promotions\/[0-9a-f-]{36})"/)).1)
            let page = try await browser.get(path)
            #expect(page.field("amount") == "5.00" && page.field("ends") == "2026-01-31", "\(page.body)")
            let saved = try await shop.fill(path, ["name": "Sale", "code": "SALE", "kind": "free_shipping"], browser)
            #expect(saved.status == .seeOther, "\(saved.body)")
            let archived = try await shop.fill(path, [:], at: path + "/archive", browser)
            #expect(archived.status == .seeOther)
            let after = try await browser.get(shop.room("/promotions"))
            #expect(after.body.contains("Archived") && after.body.contains("Free shipping"))
        }
    }

    @Test func `another store's promotion is not found`() async throws {
        let shop = try await WebShop.open()
        let other = try await WebShop.open(slug: "other")
        let id = UUID()
        try await other.administrator.execute(
            "INSERT INTO promotions (id, store_id, name, benefit) VALUES (\(id), \(other.store), 'Theirs', '{}')"
        )

        try await shop.manage { browser in
            let list = try await browser.get(shop.room("/promotions/new"))
            let shown = try await browser.get(shop.room("/promotions/\(id)"))
            let archived = try await browser.post(
                shop.room("/promotions/\(id)/archive"), ["form_token": list.hidden("form_token")])

            #expect(shown.status == .notFound)
            #expect(archived.status == .notFound)
        }
    }
}
