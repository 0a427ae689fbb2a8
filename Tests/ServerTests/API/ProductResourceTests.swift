import Commerce
import Foundation
import HTTPSupport
import HTTPTypes
import HummingbirdTesting
import Postgres
import TestSupport
import Testing

@Suite(.database) struct ProductResourceTests {
    private static let path = "/api/v1/products"
    private static let bowl = """
        {"name": "Tea bowl", "is_active": true, "options": [{"name": "Size", "values": ["S", "L"]}], "variants": [
        {"values": ["S"], "price": "12.50", "sku": "BOWL-S", "stock": 3}, {"values": ["L"], "price": "18.00"}]}
        """

    private func writer(of shop: WebShop) async throws -> HTTPFields {
        [.authorization: "Bearer \(try await shop.makeKey([.writeProducts, .writeInventory]))"]
    }

    @Test func `a product is added with its variants, changed, found by filter and archived`() async throws {
        let shop = try await WebShop.open()
        let key = try await writer(of: shop)

        try await shop.visit { browser in
            let added = try await browser.ask(.post, Self.path, json: Self.bowl, headers: key)
            let place = try #require(added.headers[.location], "\(added.body)")
            let small = try #require(added.body.firstMatch(of: /"id":"([0-9a-f-]{36})","price":"12.50"/)).1
            let changed = try await browser.ask(
                .put, place,
                json: #"{"name": "Bowl", "variants": [{"id": "\#(small)", "price": "13.00"}]}"#,
                headers: key + [.ifMatch: try #require(added.headers[.eTag])])
            let drafts = try await browser.get("\(Self.path)?active=false", headers: key)
            let gone = try await browser.ask(.delete, place, headers: key)
            let after = try await browser.get(place, headers: key)

            #expect(added.status == .created && added.body.contains("\"title\":\"S\""))
            #expect(changed.body.contains("\"price\":\"13.00\""), "\(changed.body)")
            #expect(changed.body.contains("\"price\":\"18.00\"") && changed.body.contains("\"is_active\":false"))
            #expect(drafts.body.contains("\"name\":\"Bowl\"") && !drafts.body.contains("Morning mug"))
            #expect(gone.status == .noContent && gone.body.isEmpty)
            #expect(after.status == .notFound)
        }
        let stock = try await shop.administrator.one(
            "SELECT sum(quantity) AS n FROM stock_movements WHERE reason = 'initial'")
        #expect(try stock.decode("n", as: Int.self) == 3)
    }

    @Test func `the same product under the same key is one product, also of sixteen at once`() async throws {
        let shop = try await WebShop.open()
        let key = try await writer(of: shop) + [.idempotencyKey: "add-the-bowl-once-only"]

        try await shop.visit { browser in
            let answers = try await withThrowingTaskGroup(of: Browser.Answer.self) { group in
                for _ in 0..<16 {
                    group.addTask { try await browser.ask(.post, Self.path, json: Self.bowl, headers: key) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let again = try await browser.ask(.post, Self.path, json: Self.bowl, headers: key)
            let other = try await browser.ask(
                .post, Self.path, json: Self.bowl.replacing("Tea", with: "Rice"), headers: key)

            let made = answers.filter { $0.status == .created }
            #expect(!made.isEmpty && answers.allSatisfy { $0.status == .created || $0.status == .conflict })
            #expect(Set(made.map(\.body) + [again.body]).count == 1)
            #expect(again.headers[.location] == made.first?.headers[.location])
            #expect(try other.text("code") == "idempotency_key_reused")
        }
        let count = try await shop.administrator.one("SELECT count(*) AS n FROM products WHERE name = 'Tea bowl'")
        #expect(try count.decode("n", as: Int.self) == 1)
    }

    @Test func `another store's key of the same name is another request`() async throws {
        let (shop, other) = (try await WebShop.open(), try await WebShop.open(slug: "other"))
        let name: HTTPFields = [.idempotencyKey: "one-name-for-two-stores"]
        let (mine, theirs) = (try await writer(of: shop) + name, try await writer(of: other) + name)

        try await shop.visit { browser in
            let first = try await browser.ask(.post, Self.path, json: Self.bowl, headers: mine)
            let second = try await browser.ask(.post, Self.path, json: Self.bowl, headers: theirs)

            #expect(second.status == .created)
            #expect(try first.text("id") != second.text("id"))
        }
    }

    @Test func `what is refused keeps no key, so that it can be put right under the same`() async throws {
        let shop = try await WebShop.open()
        let key = try await writer(of: shop) + [.idempotencyKey: "a-slug-that-is-taken"]

        try await shop.visit { browser in
            let taken = Self.bowl.replacing("\"is_active\"", with: "\"slug\": \"mug\", \"is_active\"")
            let refused = try await browser.ask(.post, Self.path, json: taken, headers: key)
            let added = try await browser.ask(.post, Self.path, json: Self.bowl, headers: key)

            #expect(try refused.text("code") == "slug_taken")
            #expect(added.status == .created)
        }
    }

    @Test(arguments: [
        (#""price": "12.505""#, "/variants/0/price"),
        (#""price": "1", "compare_at_price": "1""#, "/variants/0/compare_at_price"),
        (#""price": "1", "values": ["XL"]"#, "/variants/0/values"),
    ])
    func `what no schema can say is pointed at too`(variant: String, pointer: String) async throws {
        let shop = try await WebShop.open()
        let key = try await writer(of: shop)

        try await shop.visit { browser in
            let answer = try await browser.ask(
                .post, Self.path, json: #"{"name": "Bowl", "variants": [{\#(variant)}]}"#, headers: key)

            #expect(answer.status == .unprocessableContent)
            #expect(answer.body.contains("\"pointer\":\"\(pointer)\""), "\(answer.body)")
        }
    }

    @Test func `scripts in a description do not come through, and another store's product is none`() async throws {
        let (shop, other) = (try await WebShop.open(), try await WebShop.open(slug: "other"))
        let (key, theirs) = (try await writer(of: shop), try await writer(of: other))

        try await shop.visit { browser in
            let html =
                #"{"name": "Bowl", "description_html": "<p onclick=x>Good</p><script>y</script>", "variants": [{"price": "1"}]}"#
            let added = try await browser.ask(.post, Self.path, json: html, headers: key)
            let place = try #require(added.headers[.location], "\(added.body)")
            let strange = try await browser.get(place, headers: theirs)
            let taken = try await browser.ask(.delete, place, headers: theirs)

            #expect(try added.text("description_html") == "<p>Good</p>")
            #expect(strange.status == .notFound && taken.status == .notFound)
        }
    }

    @Test func `stock is nothing that a key for products alone may write`() async throws {
        let shop = try await WebShop.open()
        let key: HTTPFields = [.authorization: "Bearer \(try await shop.makeKey([.writeProducts]))"]

        try await shop.visit { browser in
            let answer = try await browser.ask(.post, Self.path, json: Self.bowl, headers: key)

            #expect(answer.status == .forbidden)
            #expect(try answer.text("detail").contains("inventory.write"))
        }
    }

    @Test func `the plan's limit is a refusal that says how to lift it`() async throws {
        let shop = try await WebShop.open()
        let key = try await writer(of: shop)
        try await shop.administrator.execute(
            "UPDATE plan_limits SET products_per_store = 2 WHERE products_per_store > 2")

        try await shop.visit { browser in
            let answer = try await browser.ask(.post, Self.path, json: Self.bowl, headers: key)

            #expect(answer.status == .forbidden)
            #expect(try answer.text("code") == "plan_allows_no_more_products")
            #expect(try answer.text("detail").contains("larger plan"))
        }
    }

    @Test func `each answer says what is left of the key's budget, a problem too`() async throws {
        let shop = try await WebShop.open()
        let key = try await writer(of: shop)

        try await shop.visit { browser in
            let list = try await browser.get(Self.path, headers: key)
            let problem = try await browser.get("\(Self.path)?limit=0", headers: key)

            #expect(list.headers[.rateLimit]?.hasPrefix("\"key\";r=11") == true, "\(list.headers)")
            #expect(problem.status == .badRequest && problem.headers[.rateLimit] != nil)
            #expect(problem.headers[.rateLimitPolicy] == "\"key\";q=120;w=6")
        }
    }
}
