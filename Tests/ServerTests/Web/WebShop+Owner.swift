import Commerce
import Foundation
import HTTPTypes
import Postgres
import Testing

/// What owners and buyers click, as tests need it.
extension WebShop {
    /// Signs in at the door, as the form does it.
    func signIn(_ browser: Browser, password: String = WebShop.password) async throws -> Browser.Answer {
        let door = try await browser.get("/dashboard/sign-in")
        let fields = ["form_token": door.hidden("form_token"), "email": owner.email, "password": password]
        return try await browser.post("/dashboard/session", fields)
    }

    /// Runs the clicks of the owner who is signed in.
    func manage(_ body: @Sendable @escaping (Browser) async throws -> Void) async throws {
        try await visit { browser in
            let answer = try await signIn(browser)
            #expect(answer.status == .seeOther, "\(answer.body)")
            try await body(browser)
        }
    }

    /// A page of this shop's dashboard.
    func room(_ path: String) -> String { "/dashboard/stores/\(slug)\(path)" }

    /// Buys mugs through the shop's pages, to be paid by hand.
    func buyMugs(_ quantity: Int = 1, _ browser: Browser) async throws {
        _ = try await browser.post(browser.base + "/cart/lines", ["product": "mug", "quantity": "\(quantity)"])
        let checkout = try await browser.get(browser.base + "/checkout")
        var fields = [
            "email": "ann@example.test", "shipping_name": "Ann Buyer", "shipping_line1": "1 High Street",
            "shipping_city": "Springfield", "shipping_country": "US",
        ]
        for name in ["form_token", "total_seen", "idempotency_key"] { fields[name] = checkout.hidden(name) }
        let placed = try await browser.post(browser.base + "/checkout", fields)
        try #require(placed.status == .seeOther, "\(placed.body)")
    }

    /// The page of the newest order, by the link in the list.
    func newestOrder(_ browser: Browser) async throws -> String {
        let list = try await browser.get(room("/orders"))
        let pattern = try Regex("href=\"(\(room("/orders"))/[0-9a-f-]{36})\"", as: (Substring, Substring).self)
        return String(try #require(list.body.firstMatch(of: pattern)).output.1)
    }

    /// The page of a product, by the link in the list.
    func product(_ name: String, _ browser: Browser) async throws -> String {
        let list = try await browser.get(room("/products"))
        let pattern = try Regex("href=\"([^\"]+)\">\(name)", as: (Substring, Substring).self)
        return String(try #require(list.body.firstMatch(of: pattern)).output.1)
    }

    /// What is on the shelf.
    func stock(of variant: ID<Variant>) async throws -> Int {
        try await administrator.one("SELECT on_hand FROM stock_levels WHERE variant_id = \(variant)").decode("on_hand")
    }
}
