import Commerce
import Foundation
import HTTPSupport
import HTTPTypes
import HummingbirdTesting
import Postgres
import TestSupport
import Testing

@Suite(.database) struct ShopAPITests {
    private static let root = "/api/v1/shops/demo"
    private static let address = """
        {"name": "Ada Lovelace", "line1": "12 St James's Square", "city": "London", "country": "GB"}
        """

    private func order(expecting total: String, email: String = "ada@example.com") -> String {
        #"{"email": "\#(email)", "shipping_address": \#(Self.address), "expected_total": "\#(total)"}"#
    }

    /// A new cart with pieces of the mug, as the header that names it.
    private func cart(_ browser: Browser, pieces: Int = 2) async throws -> HTTPFields {
        let cart = try await browser.ask(.post, "\(Self.root)/carts")
        let header: HTTPFields = [.cartToken: try cart.text("token")]
        let mug = try await browser.get("\(Self.root)/products/mug")
        let variant = try #require(mug.body.firstMatch(of: /"variants":\[.*"id":"([0-9a-f-]{36})"/)).1
        let added = try await browser.ask(
            .post, "\(Self.root)/cart/items", json: #"{"variant": "\#(variant)", "quantity": \#(pieces)}"#,
            headers: header)
        #expect(added.status == .ok, "\(added.body)")
        return header
    }

    @Test func `a storefront of one's own reads the shop and its catalogue`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let about = try await browser.get(Self.root)
            let categories = try await browser.get("\(Self.root)/categories")
            let products = try await browser.get("\(Self.root)/products?sort=price&category=tableware")
            let found = try await browser.get("\(Self.root)/products?q=morning&fields=name,slug")
            let mug = try await browser.get("\(Self.root)/products/mug")

            #expect(try about.text("currency") == "USD")
            #expect(categories.body.contains("\"slug\":\"tableware\""))
            #expect(products.body.contains("\"slug\":\"mug\"") && products.body.contains("\"is_available\":true"))
            #expect(found.body == #"{"data":[{"name":"Morning mug","slug":"mug"}],"next":null}"#)
            #expect(mug.body.contains("\"price\":\"20.00\""), "\(mug.body)")
        }
    }

    @Test func `what is in the cart is priced and ordered`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let cart = try await cart(browser)
            let shown = try await browser.get("\(Self.root)/cart", headers: cart)
            let quote = try await browser.ask(
                .post, "\(Self.root)/cart/quotes", json: #"{"country": "GB", "codes": ["NONE"]}"#, headers: cart)
            let total = try quote.text("total")
            let key: HTTPFields = [.idempotencyKey: "the-first-order-of-ada"]
            let placed = try await browser.ask(
                .post, "\(Self.root)/orders", json: order(expecting: total), headers: cart + key)
            let place = try #require(placed.headers[.location], "\(placed.body)")
            let status = try await browser.get(place)
            let empty = try await browser.get("\(Self.root)/cart", headers: cart)

            #expect(try shown.text("subtotal") == "40.00")
            #expect(quote.body.contains("\"refused_codes\":[\"NONE\"]"))
            #expect(placed.status == .created)
            #expect(placed.body.contains("\"step\":\"nothing\""), "\(placed.body)")
            #expect(try status.text("total") == total)
            #expect(try status.text("status") == "pending")
            #expect(empty.body.contains("\"items\":[]"))
        }
    }

    @Test func `the same order under the same key is one order, and another is refused`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let cart = try await cart(browser)
            let total = try await browser.ask(.post, "\(Self.root)/cart/quotes", json: "{}", headers: cart).text(
                "total")
            let headers = cart + [.idempotencyKey: "one-order-and-no-more"]
            let path = "\(Self.root)/orders"
            let first = try await browser.ask(.post, path, json: order(expecting: total), headers: headers)
            let again = try await browser.ask(.post, path, json: order(expecting: total), headers: headers)
            let other = try await browser.ask(
                .post, path, json: order(expecting: total, email: "eve@example.com"), headers: headers)
            let keyless = try await browser.ask(.post, path, json: order(expecting: total), headers: cart)

            #expect(first.status == .created && again.body == first.body)
            #expect(other.status == .unprocessableContent)
            #expect(try other.text("code") == "idempotency_key_reused")
            #expect(keyless.status == .badRequest)
        }
        let orders = try await shop.administrator.one("SELECT count(*) AS n FROM orders")
        #expect(try orders.decode("n", as: Int.self) == 1)
    }

    @Test func `a total that nobody saw orders nothing and says the new one`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let cart = try await cart(browser)
            let headers = cart + [.idempotencyKey: "an-order-at-the-wrong-price"]
            let answer = try await browser.ask(
                .post, "\(Self.root)/orders", json: order(expecting: "1.00"), headers: headers)
            let kept = try await browser.get("\(Self.root)/cart", headers: cart)

            #expect(answer.status == .conflict)
            #expect(try answer.text("code") == "total_changed")
            #expect(kept.body.contains("\"quantity\":2"))
        }
    }

    @Test func `a form's faults are pointed at`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let headers = try await cart(browser) + [.idempotencyKey: "an-order-to-nowhere-at-all"]
            let body = order(expecting: "40.00", email: "nobody").replacing("\"GB\"", with: "\"XX\"")
            let answer = try await browser.ask(.post, "\(Self.root)/orders", json: body, headers: headers)

            #expect(answer.status == .unprocessableContent)
            #expect(answer.body.contains("\"pointer\":\"/email\""), "\(answer.body)")
            #expect(answer.body.contains("\"pointer\":\"/shipping_address/country\""))
        }
    }

    @Test func `a cart belongs to whoever has its token, in its shop alone`() async throws {
        let (shop, other) = (try await WebShop.open(), try await WebShop.open(slug: "other"))

        try await shop.visit { browser in
            let cart = try await cart(browser)
            let forged = try await browser.get(
                "\(Self.root)/cart", headers: [.cartToken: "AAAAAAAAAAAAAAAAAAAAAA.AAAA"])
            let elsewhere = try await browser.get("/api/v1/shops/other/cart", headers: cart)
            let without = try await browser.get("\(Self.root)/cart")

            #expect(try forged.text("code") == "cart_token_unknown")
            #expect(try elsewhere.text("code") == "cart_token_unknown")
            #expect(without.status == .badRequest)
        }
        _ = other
    }

    @Test func `another shop's variant comes into no cart, and its order is not found`() async throws {
        let (shop, other) = (try await WebShop.open(), try await WebShop.open(slug: "other"))
        let theirs: ID<Variant> = try await shop.administrator.one(
            "SELECT id FROM product_variants WHERE store_id = \(other.store) LIMIT 1")["id"]

        try await shop.visit { browser in
            let cart = try await cart(browser)
            let answer = try await browser.ask(
                .post, "\(Self.root)/cart/items", json: #"{"variant": "\#(theirs)", "quantity": 1}"#, headers: cart)
            let total = try await browser.ask(.post, "\(Self.root)/cart/quotes", json: "{}", headers: cart).text(
                "total")
            let placed = try await browser.ask(
                .post, "\(Self.root)/orders", json: order(expecting: total),
                headers: cart + [.idempotencyKey: "an-order-in-this-shop"])
            let elsewhere = try await browser.get("/api/v1/shops/other/orders/\(try placed.text("token"))")

            #expect(try answer.text("code") == "variant_unknown")
            #expect(elsewhere.status == .notFound)
        }
    }

    @Test func `pieces are set, taken out, and limited`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let cart = try await cart(browser)
            let items = try await browser.get("\(Self.root)/cart", headers: cart)
            let variant = try #require(items.body.firstMatch(of: /"variant":"([0-9a-f-]{36})"/)).1
            let path = "\(Self.root)/cart/items/\(variant)"
            let five = try await browser.ask(.put, path, json: #"{"quantity": 5}"#, headers: cart)
            let many = try await browser.ask(.put, path, json: #"{"quantity": 100000}"#, headers: cart)
            let gone = try await browser.ask(.delete, path, headers: cart)
            let again = try await browser.ask(.put, path, json: #"{"quantity": 5}"#, headers: cart)

            #expect(five.body.contains("\"quantity\":5"))
            #expect(many.status == .unprocessableContent)
            #expect(gone.body.contains("\"items\":[]"))
            #expect(try again.text("code") == "cart_item_unknown")
        }
    }

    @Test func `a shop that is not there, closed or renamed`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let nowhere = try await browser.get("/api/v1/shops/nowhere")
            let wrong = try await browser.ask(.patch, Self.root)

            #expect(nowhere.status == .notFound)
            #expect(try nowhere.text("code") == "not_found")
            #expect(wrong.status == .methodNotAllowed)
        }
    }

    @Test func `scripts of any site may use the shop, until its owner names some`() async throws {
        let shop = try await WebShop.open()
        let (friend, stranger) = ("https://friend.example", "https://stranger.example")
        try await shop.visit { browser in
            let anybody = try await browser.get(Self.root, headers: [.origin: stranger])
            #expect(anybody.headers[.accessControlAllowOrigin] == stranger)
        }
        try await shop.administrator.execute("UPDATE stores SET api_origins = \([friend]) WHERE id = \(shop.store)")

        try await shop.visit { browser in
            let known = try await browser.ask(.options, "\(Self.root)/cart/items", headers: [.origin: friend])
            let unknown = try await browser.ask(.options, "\(Self.root)/cart/items", headers: [.origin: stranger])
            let problem = try await browser.get("\(Self.root)/nothing", headers: [.origin: friend])

            #expect(known.status == .noContent)
            #expect(known.headers[.accessControlAllowHeaders]?.contains("Cart-Token") == true)
            #expect(known.headers[.vary] == "Origin")
            #expect(unknown.headers[.accessControlAllowOrigin] == nil)
            #expect(problem.status == .notFound && problem.headers[.accessControlAllowOrigin] == friend)
        }
    }
}
