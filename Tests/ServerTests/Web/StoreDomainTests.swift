import Commerce
import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

@Suite(.database) struct StoreDomainTests {
    private func send(_ path: String, _ fields: [String: String] = [:], in shop: WebShop, _ browser: Browser)
        async throws
        -> Browser.Answer
    {
        let page = try await browser.get(shop.room("/settings/domain"))
        let token = ["form_token": page.hidden("form_token")]
        return try await browser.post(shop.room("/settings/domain\(path)"), token.merging(fields) { _, new in new })
    }

    private func token(_ shop: WebShop) async throws -> String {
        try await shop.administrator.one("SELECT store_domain_token FROM stores WHERE id = \(shop.store)")[0]
    }

    /// Signed in, with what the domain name system knows.
    private func manage(
        _ shop: WebShop, _ resolver: KnownRecords, _ body: @Sendable @escaping (Browser) async throws -> Void
    )
        async throws
    {
        try await shop.visit(resolver: resolver) { browser in
            _ = try await shop.signIn(browser)
            try await body(browser)
        }
    }

    private func connect(_ domain: String, to shop: WebShop) async throws -> String {
        try await shop.administrator.execute("UPDATE stores SET store_domain = \(domain) WHERE id = \(shop.store)")
        return try await token(shop)
    }

    @Test func `a proved domain shows the shop`() async throws {
        let shop = try await WebShop.open()
        try await shop.upgrade("starter")
        let token = try await connect("hearth.test", to: shop)

        try await manage(shop, KnownRecords(records: ["_sellusgenie.hearth.test": ["other=1", token]])) { browser in
            let before = try await browser.get("/", host: "hearth.test")
            let checked = try await send("/checks", in: shop, browser)
            let page = try await browser.get(shop.room("/settings/domain"))
            let after = try await browser.get("/products", host: "Hearth.Test")

            #expect(before.status == .notFound)
            #expect(checked.status == .seeOther, "\(checked.body)")
            #expect(page.body.contains("Connected"))
            #expect(after.status == .ok)
            #expect(after.body.contains("Morning mug"))
        }
    }

    @Test(
        arguments: [
            ([:], "There is no such record yet"),
            (["_sellusgenie.hearth.test": ["x"]], "The record holds something else"),
            (nil, "The name servers did not answer"),
        ] as [([String: [String]]?, String)])
    func `without its proof a domain is not served, and the page says why`(
        records: [String: [String]]?, sentence: String
    ) async throws {
        let shop = try await WebShop.open()
        try await shop.upgrade("starter")
        _ = try await connect("hearth.test", to: shop)

        try await manage(shop, KnownRecords(records: records)) { browser in
            let checked = try await send("/checks", in: shop, browser)
            let page = try await browser.get(shop.room("/settings/domain"))
            let visited = try await browser.get("/", host: "hearth.test")

            #expect(checked.status == .seeOther)
            #expect(page.status == .ok)
            #expect(page.body.contains(sentence))
            #expect(visited.status == .notFound)
        }
    }

    @Test func `another domain has another token and begins unproved`() async throws {
        let shop = try await WebShop.open()
        try await shop.upgrade("starter")
        let first = try await connect("hearth.test", to: shop)
        try await shop.administrator.execute("UPDATE stores SET store_domain_verified_at = now()")

        try await shop.manage { browser in
            let saved = try await send("", ["domain": "https://WWW.hearth.test/"], in: shop, browser)
            let page = try await browser.get(shop.room("/settings/domain"))

            #expect(saved.status == .seeOther, "\(saved.body)")
            #expect(page.body.contains("_sellusgenie.www.hearth.test"))
            #expect(page.body.contains("Not proved yet"))
            #expect(!page.body.contains(first))
        }
    }

    @Test func `somebody else's proved domain is refused, at first and at the last moment`() async throws {
        let shop = try await WebShop.open()
        let other = try await WebShop.open(slug: "other")
        try await shop.upgrade("starter")
        try await shop.upgrade("starter", of: other.owner.id)
        let token = try await connect("hearth.test", to: shop)
        _ = try await connect("hearth.test", to: other)
        try await shop.administrator.execute(
            "UPDATE stores SET store_domain_verified_at = now() WHERE id = \(other.store)")

        try await manage(shop, KnownRecords(records: ["_sellusgenie.hearth.test": [token]])) { browser in
            let checked = try await send("/checks", in: shop, browser)
            let typed = try await send("", ["domain": "hearth.test"], in: shop, browser)

            #expect(checked.status == .conflict)
            #expect(checked.body.contains("Another store has proved"))
            #expect(typed.status == .unprocessableContent)
            #expect(typed.body.contains("Another store has proved"))
        }
    }

    @Test func `the trial has no domains, and the page says how to lift that`() async throws {
        let shop = try await WebShop.open()
        let token = try await connect("hearth.test", to: shop)

        try await manage(shop, KnownRecords(records: ["_sellusgenie.hearth.test": [token]])) { browser in
            let checked = try await send("/checks", in: shop, browser)

            #expect(checked.status == .conflict)
            #expect(checked.body.contains("Your plan Trial allows no domains"))
            #expect(checked.body.contains("/dashboard/plan"))
        }
    }

    @Test(arguments: [
        "", "localhost", "192.0.2.1", "shop", "-x.test", "a..test", "shop.localhost", "ex ample.test", "x.1",
    ])
    func `what is no domain of one's own is refused and kept in the field`(domain: String) async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let refused = try await send("", ["domain": domain], in: shop, browser)

            #expect(refused.status == .unprocessableContent)
            #expect(refused.body.contains("id=\"domain-problem\""))
            #expect(refused.body.contains("value=\"\(domain)\""))
        }
    }

    @Test func `a removed domain is served no more`() async throws {
        let shop = try await WebShop.open()
        try await shop.upgrade("starter")
        _ = try await connect("hearth.test", to: shop)
        try await shop.administrator.execute("UPDATE stores SET store_domain_verified_at = now()")

        try await shop.manage { browser in
            let removed = try await send("/removal", in: shop, browser)
            let visited = try await browser.get("/", host: "hearth.test")

            #expect(removed.status == .seeOther)
            #expect(visited.status == .notFound)
        }
    }
}
