import Commerce
import Foundation
import HTTPSupport
import HTTPTypes
import HummingbirdTesting
import Postgres
import TestSupport
import Testing

@Suite(.database) struct OrderResourceTests {
    @Test func `orders are listed by pages, found by number and state, and shown with what happened to them`()
        async throws
    {
        let shop = try await WebShop.open()
        let key: HTTPFields = [.authorization: "Bearer \(try await shop.makeKey([.readOrders]))"]

        try await shop.visit { browser in
            for number in 1...3 { _ = try await browser.order(2, under: "order-number-\(number)-of-a-test") }
            let first = try await browser.get("/api/v1/orders?limit=2&fields=id,number", headers: key)
            let next = try first.text("next")
            let second = try await browser.get("/api/v1/orders?limit=2&after=\(next)", headers: key)
            let number = try #require(second.body.firstMatch(of: /"number":"([^"]+)"/)).1
            let found = try await browser.get("/api/v1/orders?q=\(number)&status=pending", headers: key)
            let none = try await browser.get("/api/v1/orders?status=shipped", headers: key)
            let id = try #require(found.body.firstMatch(of: /"id":"([0-9a-f-]{36})"/)).1
            let shown = try await browser.get("/api/v1/orders/\(id)", headers: key)
            let wrong = try await browser.get("/api/v1/orders?status=lost", headers: key)

            #expect(!first.body.contains("email") && second.body.contains("\"next\":null"))
            #expect(found.body.contains("\"pieces\":2") && none.body.contains("\"data\":[]"))
            #expect(shown.body.contains("\"kind\":\"placed\""), "\(shown.body)")
            #expect(shown.body.contains("\"city\":\"London\""))
            #expect(wrong.status == .badRequest)
        }
    }

    @Test func `an order of another store is none, and a key needs the scope`() async throws {
        let (shop, other) = (try await WebShop.open(), try await WebShop.open(slug: "other"))
        let theirs: HTTPFields = [.authorization: "Bearer \(try await other.makeKey([.readOrders]))"]
        let weak: HTTPFields = [.authorization: "Bearer \(try await shop.makeKey([.readProducts]))"]

        try await shop.visit { browser in
            let placed = try await browser.order(1, under: "an-order-of-the-first-store")
            let id = try placed.text("id")
            let strange = try await browser.get("/api/v1/orders/\(id)", headers: theirs)
            let list = try await browser.get("/api/v1/orders", headers: theirs)
            let refused = try await browser.get("/api/v1/orders/\(id)", headers: weak)

            #expect(strange.status == .notFound && list.body.contains("\"data\":[]"))
            #expect(refused.status == .forbidden)
        }
    }
}

extension Browser {
    /// Orders pieces of the demo shop's mug through the API.
    func order(_ pieces: Int, under key: String) async throws -> Answer {
        let root = "/api/v1/shops/demo"
        let cart: HTTPFields = [.cartToken: try await ask(.post, "\(root)/carts").text("token")]
        let mug = try await get("\(root)/products/mug")
        let variant = try #require(mug.body.firstMatch(of: /"variants":\[.*"id":"([0-9a-f-]{36})"/)).1
        let item = #"{"variant": "\#(variant)", "quantity": \#(pieces)}"#
        _ = try await ask(.post, "\(root)/cart/items", json: item, headers: cart)
        let total = try await ask(.post, "\(root)/cart/quotes", json: "{}", headers: cart).text("total")
        let body = """
            {"email": "ada@example.com", "expected_total": "\(total)", "shipping_address":
            {"name": "Ada Lovelace", "line1": "12 St James's Square", "city": "London", "country": "GB"}}
            """
        return try await ask(.post, "\(root)/orders", json: body, headers: cart + [.idempotencyKey: key])
    }
}
