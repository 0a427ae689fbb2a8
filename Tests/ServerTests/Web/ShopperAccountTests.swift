import Commerce
import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

@Suite(.database) struct ShopperAccountTests {
    @Test func `a shopper signs up, orders, and sees the order in the account`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let joined = try await shop.join(
                "ann@people.test", doors: browser.base + "/account", name: "Ann Buyer", browser)
            let empty = try await browser.get(browser.base + "/account")
            try await shop.buyMugs(2, browser)
            let account = try await browser.get(browser.base + "/account")
            let checkout = try await browser.get(browser.base + "/account")

            #expect(joined.headers[.location] == browser.base + "/account")
            #expect(empty.body.contains("Hello, Ann"))
            #expect(empty.body.contains("Nothing ordered yet"))
            // The form named ann@example.test: the order is whose session it was.
            #expect(account.body.contains("$45.00"))
            #expect(account.body.contains("value=\"1 High Street\""))
            #expect(checkout.body.contains("Account"))
        }
    }

    @Test func `the cookie is the shop's own and opens nothing next door`() async throws {
        let mine = try await WebShop.open()
        let other = try await WebShop.open(slug: "other")

        try await mine.visit { browser in
            let joined = try await mine.join("ann@people.test", doors: browser.base + "/account", browser)
            let cookie = try #require(joined.headers[values: .setCookie].first { $0.hasPrefix("shopper=") })
            let nextDoor = try await browser.get("/s/other/account")
            let dashboard = try await browser.get("/dashboard/account")

            #expect(cookie.contains("Path=/s/demo"))
            #expect(cookie.contains("HttpOnly"))
            #expect(cookie.contains("SameSite=Lax"))
            #expect(nextDoor.status == .seeOther)
            #expect(dashboard.status == .seeOther)
            #expect(
                try await mine.enter("ann@people.test", doors: "/s/other/account", browser).status
                    == .unprocessableContent)
            #expect(
                try await mine.enter("ann@people.test", doors: "/dashboard", browser).status == .unprocessableContent)
            #expect(try await other.letters().isEmpty)
        }
    }

    @Test func `a guest's orders are there once the address is confirmed, and not before`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            try await shop.buyMugs(1, browser)
            let other = Browser(client: browser.client, shop: shop.slug)
            try await shop.join("ann@example.test", doors: other.base + "/account", other)
            #expect(try await other.get(other.base + "/account").body.contains("$25.00"))

            let third = Browser(client: browser.client, shop: shop.slug)
            try await shop.join("eve@example.test", doors: third.base + "/account", third)
            #expect(!(try await third.get(third.base + "/account").body.contains("$25.00")))
        }
    }

    @Test func `details are saved and fill in the checkout, and consent is noted with its time`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let account = browser.base + "/account"
            try await shop.join("ann@people.test", doors: account, browser)
            let fields = [
                "first_name": "Ann", "last_name": "Buyer", "phone": "123", "address_line1": "2 Low Road",
                "city": "York",
                "postal_code": "Y1", "country": "GB", "accepts_marketing": "yes",
            ]
            let saved = try await shop.fill(account, fields, at: account + "/details", browser)
            let page = try await browser.get(account)
            let wrong = try await shop.fill(
                account, fields.merging(["country": "XX"]) { $1 }, at: account + "/details", browser)
            _ = try await browser.post(browser.base + "/cart/lines", ["product": "mug", "quantity": "1"])
            let checkout = try await browser.get(browser.base + "/checkout")

            #expect(saved.headers[.location] == account + "?saved=1")
            #expect(page.body.contains("You agreed on"))
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.body.contains("value=\"2 Low Road\""))
            #expect(checkout.body.contains("value=\"ann@people.test\""))
            #expect(checkout.body.contains("value=\"Ann Buyer\""))
            #expect(checkout.body.contains("value=\"2 Low Road\""))
        }
    }

    @Test func `in a German shop every page speaks German`() async throws {
        let shop = try await WebShop.open(language: "de")

        try await shop.visit { browser in
            let account = browser.base + "/account"
            #expect(try await browser.get(account + "/sign-up").body.contains("Konto anlegen"))
            let wrong = try await shop.enter("ann@people.test", doors: account, browser)
            try await shop.join("ann@people.test", doors: account, browser)

            #expect(wrong.body.contains("passen nicht zusammen"))
            #expect(try await browser.get(account).body.contains("Ihre Bestellungen"))
            #expect(try await browser.get(account + "/security").body.contains("Wo Sie angemeldet sind"))
        }
    }

    @Test func `a second factor, signing out, and deletion work in a shop too`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let account = browser.base + "/account"
            try await shop.join("ann@people.test", doors: account, browser)
            let app = try await shop.addAuthenticator(rooms: account + "/security", browser)
            let token = ["form_token": try await browser.get(account).hidden("form_token")]
            let out = try await browser.post(account + "/session/end", token)
            #expect(out.headers[.location] == account + "/sign-in")
            #expect(try await browser.get(account).status == .seeOther)

            let entered = try await shop.enter("ann@people.test", doors: account, browser)
            let step = try #require(entered.headers[.location])
            #expect(step == account + "/sign-in/code")
            #expect(try await browser.get(account).status == .seeOther)
            #expect(try await shop.fill(step, ["code": app.now(1)], browser).headers[.location] == account)

            let gone = try await shop.fill(
                account + "/security", ["current_password": WebShop.password], at: account + "/security/deletion",
                browser)
            #expect(gone.status == .seeOther)
            let left = try await shop.administrator.one("SELECT count(*) AS n FROM customers WHERE user_id IS NOT NULL")
            #expect(try left.decode("n", as: Int.self) == 0)
        }
    }

    @Test func `whom the shop has barred reads what to do`() async throws {
        let shop = try await WebShop.open()
        try await shop.administrator.execute("UPDATE stores SET store_email = 'hello@shop.test'")

        try await shop.visit { browser in
            try await shop.join("ann@people.test", doors: browser.base + "/account", browser)
            try await shop.administrator.execute("UPDATE customers SET is_active = false")

            let page = try await browser.get(browser.base + "/account")
            let again = Browser(client: browser.client, shop: shop.slug)
            let entered = try await shop.enter("ann@people.test", doors: browser.base + "/account", again)
            let after = try await again.get(try #require(entered.headers[.location]))

            for answer in [page, after] {
                #expect(answer.status == .forbidden)
                #expect(answer.body.contains("Write to the shop") && answer.body.contains("mailto:hello@shop.test"))
            }
        }
    }
}
