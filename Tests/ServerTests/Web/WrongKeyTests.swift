import Commerce
import HTTPTypes
import HummingbirdTesting
import Postgres
import TestSupport
import Testing

/// Wrong API keys are counted by the network that they come from.
@Suite(.database) struct WrongKeyTests {
    private func get(_ key: String, from address: String, _ browser: Browser) async throws -> Browser.Answer {
        var headers: HTTPFields = [.authorization: "Bearer \(key)"]
        if let name = testClient { headers[name] = address }
        return try await browser.get("/api/v1/store", headers: headers)
    }

    @Test
    func `a network that tries keys is told to wait; right keys get in from elsewhere, and known ones from there too`()
        async throws
    {
        let shop = try await WebShop.open()
        let (known, fresh) = (try await shop.makeKey([.readStore]), try await shop.makeKey([.readStore]))

        try await shop.visit { browser in
            let before = try await get(known, from: "192.0.2.1", browser)
            var refused = try await get("sug_guess", from: "192.0.2.1", browser)
            var tries = 1
            while refused.status == .unauthorized, tries < 100 {
                // A token with right check digits is looked for; it costs the same.
                refused = try await get(APIKeyToken().reveal(), from: "192.0.2.1", browser)
                tries += 1
            }
            let elsewhere = try await get(fresh, from: "192.0.2.2", browser)
            let again = try await get(known, from: "192.0.2.1", browser)

            #expect(before.status == .ok)
            #expect(refused.status == .tooManyRequests)
            #expect(refused.body.contains(#""code":"too_many_wrong_keys""#), "\(refused.body)")
            #expect(refused.headers[.retryAfter].flatMap { Int($0) }.map { (1...300).contains($0) } == true)
            #expect((60...90).contains(tries))
            #expect(elsewhere.status == .ok)
            #expect(again.status == .ok)
        }
    }

    @Test func `right keys cost their network nothing`() async throws {
        let shop = try await WebShop.open()
        var keys: [String] = []
        for _ in 0..<70 { keys.append(try await shop.makeKey([.readStore])) }

        try await shop.visit { [keys] browser in
            for key in keys {
                let answer = try await get(key, from: "192.0.2.1", browser)
                #expect(answer.status == .ok)
            }
        }
    }

    @Test func `a key that was right and is revoked counts as a wrong one`() async throws {
        let shop = try await WebShop.open()
        let key = try await shop.makeKey([.readStore])

        try await shop.visit { browser in
            let before = try await get(key, from: "192.0.2.1", browser)
            try await shop.administrator.execute("UPDATE api_keys SET revoked_at = now()")
            let after = try await get(key, from: "192.0.2.1", browser)

            #expect(before.status == .ok)
            #expect(after.status == .unauthorized)
            #expect(after.body.contains("key_revoked"))
        }
        let buckets = try await shop.administrator.one("SELECT count(*) AS n FROM rate_limits")
        #expect(try buckets.decode("n", as: Int.self) == 1)
    }
}
