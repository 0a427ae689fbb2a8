import Commerce
import Foundation
import HTTPSupport
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Postgres
import TestSupport
import Testing

@Suite(.database) struct CommerceAPITests {
    @Test func `a key reads its store and its products`() async throws {
        let shop = try await WebShop.open()
        let token = try await shop.makeKey([.readProducts])

        try await shop.visit { browser in
            let store = try await browser.get("/api/v1/store", headers: bearer(token))
            let products = try await browser.get("/api/v1/products", headers: bearer(token))

            #expect(store.status == .ok, "\(store.body)")
            #expect(store.body.contains("\"slug\":\"demo\""))
            #expect(store.body.contains("\"scopes\":[\"products.read\"]"))
            #expect(products.status == .ok, "\(products.body)")
            #expect(products.body.contains("\"price\":\"20.00\""))
            #expect(products.body.contains("\"currency\":\"USD\""))
            #expect(products.body.contains("\"next\":null"))
            #expect(products.headers[.cacheControl]?.contains("no-store") == true)
        }
    }

    @Test func `pages follow each other, each product once`() async throws {
        let shop = try await WebShop.open()
        let token = try await shop.makeKey([.writeProducts])

        try await shop.visit { browser in
            let first = try await browser.get("/api/v1/products?limit=1", headers: bearer(token))
            let next = try #require(first.body.firstMatch(of: /"next":"([^"]+)"/)?.1)
            let second = try await browser.get("/api/v1/products?limit=1&after=\(next)", headers: bearer(token))

            let names = [first, second].map { $0.body.contains("Morning mug") }
            #expect(names.filter(\.self).count == 1)
            #expect(second.body.contains("\"next\":null"))
        }
    }

    @Test(arguments: [
        ("", 401, "key_missing"), ("Basic eDp5", 401, "key_missing"), ("Bearer", 401, "key_missing"),
        ("Bearer nothing", 401, "key_malformed"),
        ("Bearer sug_0000000000000000000000000000000000000000000000000", 401, "key_malformed"),
    ])
    func `what is no key is refused with a problem document`(header: String, status: Int, code: String) async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let headers: HTTPFields = header.isEmpty ? [:] : [.authorization: header]
            let answer = try await browser.get("/api/v1/products", headers: headers)

            #expect(answer.status.code == status)
            #expect(answer.headers[.contentType] == "application/problem+json")
            #expect(answer.headers[.wwwAuthenticate]?.hasPrefix("Bearer") == true)
            #expect(answer.body.contains("\"code\":\"\(code)\""))
        }
    }

    @Test func `revoked, expired and unknown keys are told apart and open nothing`() async throws {
        let shop = try await WebShop.open()
        let revoked = try await shop.makeKey([.readProducts])
        let expired = try await shop.makeKey([.readProducts])
        try await shop.administrator.execute(
            "UPDATE api_keys SET revoked_at = now() WHERE key_hint = \(String(revoked.prefix(8)))")
        try await shop.administrator.execute(
            "UPDATE api_keys SET expires_at = now() WHERE key_hint = \(String(expired.prefix(8)))")

        try await shop.visit { browser in
            let expectations = [
                (revoked, "key_revoked"), (expired, "key_expired"), (APIKeyToken().reveal(), "key_unknown"),
            ]
            for (token, code) in expectations {
                let answer = try await browser.get("/api/v1/products", headers: bearer(token))
                #expect(answer.status == .unauthorized)
                #expect(answer.body.contains("\"code\":\"\(code)\""), "\(answer.body)")
            }
        }
    }

    @Test func `a key without the scope is refused by the program, and by the database`() async throws {
        let shop = try await WebShop.open()
        let token = try await shop.makeKey([.readOrders])

        try await shop.visit { browser in
            let answer = try await browser.get("/api/v1/products", headers: bearer(token))
            #expect(answer.status == .forbidden)
            #expect(answer.body.contains("\"code\":\"scope_missing\""))
            #expect(answer.headers[.wwwAuthenticate]?.contains("scope=\"products.read\"") == true)
        }
        let row = try await shop.administrator.one("SELECT id FROM api_keys")
        let persona = Persona.integration(key: try row["id"], store: shop.store)
        let seen = try await shop.database.transaction(as: persona) { db in
            try await db.one("SELECT count(*) AS n FROM products").decode("n", as: Int.self)
        }
        #expect(seen == 0)
    }

    @Test func `what a key changes is in the log under the key`() async throws {
        let shop = try await WebShop.open()
        _ = try await shop.makeKey([.writeProducts])
        let key: ID<APIKey> = try await shop.administrator.one("SELECT id FROM api_keys")["id"]

        try await shop.database.transaction(as: .integration(key: key, store: shop.store)) { db in
            _ = try await db.execute("UPDATE products SET name = 'Evening mug' WHERE slug = 'mug'")
        }

        let entry = try await shop.administrator.one(
            "SELECT api_key_id FROM audit_log WHERE action = 'changed' AND label = 'Evening mug'")
        #expect(try entry["api_key_id"] == key)
    }

    @Test func `a key enters no other store, whatever the address says`() async throws {
        let mine = try await WebShop.open()
        let other = try await WebShop.open(slug: "other")
        try await other.add(product: "Secret plan", slug: "plan", variants: [(ID(UUID()), [], 1)])
        let token = try await mine.makeKey([.writeProducts, .readStore])

        // Over a socket: only there a request has a host.
        try await mine.application().test(.live) { client in
            let browser = Browser(client: client, shop: mine.slug)
            let elsewhere = try await browser.get(
                "/api/v1/products", headers: bearer(token, host: "other.localhost"))
            let nowhere = try await browser.get("/api/v1/products", headers: bearer(token, host: "none.localhost"))
            let home = try await browser.get("/api/v1/products", headers: bearer(token, host: "demo.localhost"))
            let path = try await browser.get("/s/other/api/v1/products", headers: bearer(token))

            #expect(elsewhere.body.contains("\"code\":\"key_of_another_store\""), "\(elsewhere.body)")
            #expect(nowhere.status == .forbidden)
            #expect(home.status == .ok)
            #expect(path.status == .notFound)
            for answer in [elsewhere, nowhere, home, path] { #expect(!answer.body.contains("Secret plan")) }
        }
        let row = try await mine.administrator.one("SELECT id FROM api_keys")
        let id: ID<APIKey> = try row["id"]
        await #expect(throws: (any Error).self) {
            try await mine.database.transaction(as: .integration(key: id, store: other.store)) { db in
                _ = try await db.query("SELECT 1")
            }
        }
    }

    @Test(arguments: ["limit=0", "limit=101", "limit=x", "after=%00", "after=!!", "after=AAAA"])
    func `a parameter that cannot be used is named`(query: String) async throws {
        let shop = try await WebShop.open()
        let token = try await shop.makeKey([.readProducts])

        try await shop.visit { browser in
            let answer = try await browser.get("/api/v1/products?\(query)", headers: bearer(token))
            #expect(answer.status == .badRequest)
            #expect(answer.body.contains("\"code\":\"parameter_invalid\""))
        }
    }

    @Test func `what is not there is a problem document too`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let answer = try await browser.get("/api/v1/nothing")
            #expect(answer.status == .notFound)
            #expect(answer.headers[.contentType] == "application/problem+json")
        }
    }

    @Test func `a budget empties, and fills as time goes by`() async {
        let budget = RequestBudget(burst: 2, perSecond: 1)
        let (key, other) = (ID<APIKey>(UUID()), ID<APIKey>(UUID()))
        let now = ContinuousClock.now

        #expect(await budget.spend(key, at: now).wait == nil)
        #expect(await budget.spend(key, at: now).wait == nil)
        #expect(await budget.spend(key, at: now).wait == 1)
        #expect(await budget.spend(other, at: now).wait == nil)
        #expect(await budget.spend(key, at: now + .seconds(1)).wait == nil)
    }

    @Test func `a token with one wrong character is no token`() throws {
        let token = APIKeyToken().reveal()

        #expect(APIKeyToken(token) != nil)
        #expect(token.wholeMatch(of: /sug_[0-9A-Za-z]{49}/) != nil)
        for index in token.indices.dropFirst(4) {
            var wrong = token
            wrong.replaceSubrange(index...index, with: token[index] == "A" ? "B" : "A")
            #expect(APIKeyToken(wrong) == nil)
        }
        #expect("\(APIKeyToken())" == "[redacted]")
    }

    private func bearer(_ token: String, host: String? = nil) -> HTTPFields {
        var headers: HTTPFields = [.authorization: "Bearer \(token)"]
        if let host { headers[HTTPField.Name("Host") ?? .authorization] = host }
        return headers
    }
}
