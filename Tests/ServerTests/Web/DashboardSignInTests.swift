import Commerce
import Foundation
import HTTPTypes
import TestSupport
import Testing

@Suite(.database) struct DashboardSignInTests {
    @Test func `the right password opens the dashboard`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let answer = try await shop.signIn(browser)
            let orders = try await browser.get(shop.room("/orders"))

            #expect(answer.status == .seeOther)
            #expect(answer.headers[.location] == "/dashboard")
            let cookie = try #require(answer.headers[values: .setCookie].first { $0.hasPrefix("dashboard_session=") })
            #expect(cookie.contains("HttpOnly"))
            #expect(cookie.contains("SameSite=Lax"))
            #expect(orders.status == .ok)
            #expect(orders.headers[.cacheControl]?.contains("no-store") == true)
        }
    }

    @Test func `a wrong password is refused in a sentence and keeps the address`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let answer = try await shop.signIn(browser, password: "not this one")
            let orders = try await browser.get(shop.room("/orders"))

            #expect(answer.status == .unprocessableContent)
            #expect(answer.body.contains("do not belong together"))
            #expect(answer.body.contains("value=\"\(shop.owner.email)\""))
            #expect(orders.status == .seeOther)
        }
    }

    @Test func `who is not signed in is led to the door and back`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let refused = try await browser.get(shop.room("/products?q=mug"))
            let door = try await browser.get(try #require(refused.headers[.location]))
            let fields = [
                "form_token": door.hidden("form_token"), "return_to": shop.room("/products?q=mug"),
                "email": shop.owner.email, "password": WebShop.password,
            ]
            let entered = try await browser.post("/dashboard/session", fields)

            #expect(refused.status == .seeOther)
            #expect(door.body.contains("Sign in"))
            #expect(entered.headers[.location] == shop.room("/products?q=mug"))
        }
    }

    @Test(arguments: ["https://evil.example/", "//evil.example", "/dashboard/\\evil.example", "/s/demo"])
    func `the door leads nowhere else`(path: String) async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let door = try await browser.get("/dashboard/sign-in")
            let fields = [
                "form_token": door.hidden("form_token"), "return_to": path, "email": shop.owner.email,
                "password": WebShop.password,
            ]
            let entered = try await browser.post("/dashboard/session", fields)

            #expect(entered.headers[.location] == "/dashboard")
        }
    }

    @Test func `a form that we did not render signs nobody in or out`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let out = try await browser.post("/dashboard/session/end", ["form_token": "forged"])
            let still = try await browser.get(shop.room("/orders"))
            browser.forgetCookies()
            let fields = ["form_token": "forged", "email": shop.owner.email, "password": WebShop.password]
            let entered = try await browser.post("/dashboard/session", fields)

            #expect(out.status == .forbidden)
            #expect(still.status == .ok)
            #expect(entered.status == .forbidden)
        }
    }

    @Test func `signing out ends the session for its cookie too`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let list = try await browser.get(shop.room("/orders"))
            let out = try await browser.post("/dashboard/session/end", ["form_token": list.hidden("form_token")])
            let after = try await browser.get(shop.room("/orders"))

            #expect(out.headers[.location] == "/dashboard/sign-in")
            #expect(after.status == .seeOther)
        }
    }

    @Test func `a cookie that was never given out is no session`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            for cookie in ["", "x", String(repeating: "A", count: 43), String(repeating: "\u{e9}", count: 400)] {
                browser.setCookie("dashboard_session", cookie)
                let answer = try await browser.get(shop.room("/orders"))
                #expect(answer.status == .seeOther, "\(cookie)")
            }
        }
    }
}
