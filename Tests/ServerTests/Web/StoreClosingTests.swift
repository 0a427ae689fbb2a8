import Commerce
import Foundation
import HTTPTypes
import HummingbirdTesting
import Postgres
import TestSupport
import Testing

@Suite(.database) struct StoreClosingTests {
    private func send(_ path: String, _ fields: [String: String], in shop: WebShop, _ browser: Browser) async throws
        -> Browser.Answer
    {
        let page = try await browser.get(shop.room("/settings/closing"))
        let token = ["form_token": page.hidden("form_token")]
        return try await browser.post(shop.room(path), token.merging(fields) { _, new in new })
    }

    /// What a visitor sees who comes to another server, whose directory knows nothing yet.
    private func visitorStatus(_ shop: WebShop) async throws -> HTTPResponse.Status {
        try await shop.application().test(.router) { client in
            try await Browser(client: client, shop: shop.slug).get("/s/\(shop.slug)/").status
        }
    }

    @Test func `a paused store lets no visitor in until it is opened again`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let paused = try await send("/settings/pause", ["paused": "yes"], in: shop, browser)
            let whilePaused = try await visitorStatus(shop)
            let orders = try await browser.get(shop.room("/orders"))
            _ = try await send("/settings/pause", ["paused": "no"], in: shop, browser)
            let after = try await visitorStatus(shop)

            #expect(paused.status == .seeOther)
            #expect([whilePaused, orders.status, after] == [.serviceUnavailable, .ok, .ok])
        }
    }

    @Test func `a store is deleted only by its name, and restored as it was`() async throws {
        let shop = try await WebShop.open()
        let manager = try await shop.addStaff(.manager)

        try await shop.manage { browser in
            let wrong = try await send("/settings/deletion", ["name": "hearth"], in: shop, browser)
            let deleted = try await send("/settings/deletion", ["name": "Hearth & Clay"], in: shop, browser)
            let room = try await browser.get(shop.room("/orders"))
            let stores = try await browser.get("/dashboard")
            let visitor = try await visitorStatus(shop)
            let pattern = try Regex("action=\"(/dashboard/deleted-stores/[^\"]+)\"", as: (Substring, Substring).self)
            let path = String(try #require(stores.body.firstMatch(of: pattern)).output.1)
            let restored = try await browser.post(path, ["form_token": stores.hidden("form_token")])
            let again = try await browser.get(shop.room("/products"))

            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.body.contains("Type the name exactly"))
            #expect(deleted.headers[.location] == "/dashboard?deleted=1", "\(deleted.body)")
            #expect([room.status, visitor] == [.notFound, .notFound])
            #expect(restored.headers[.location] == "/dashboard", "\(restored.body)")
            #expect(again.body.contains("Morning mug"))
        }
        let row = try await shop.administrator.one("SELECT is_active, purge_after IS NULL AS kept FROM stores")
        #expect(try !row.decode("is_active", as: Bool.self))
        #expect(try row.decode("kept", as: Bool.self))
        try await shop.work(as: manager.email) { browser in
            let room = try await browser.get(shop.room("/orders"))
            #expect(room.status == .ok)
        }
    }

    @Test func `a deleted store is entered by nobody, and restored by its owner alone`() async throws {
        let shop = try await WebShop.open()
        let other = try await WebShop.open(slug: "other")
        let manager = try await shop.addStaff(.manager)
        try await shop.administrator.execute(
            "UPDATE stores SET deleted_at = now(), is_active = false WHERE id = \(shop.store)")

        for persona in [
            Persona.owner(user: shop.owner.id, store: shop.store), .staff(user: manager.id, store: shop.store),
            .visitor(store: shop.store),
        ] {
            await #expect(throws: PostgresError.self) {
                try await shop.database.transaction(as: persona) { db in _ = try await db.query("SELECT 1") }
            }
        }
        for email in [other.owner.email, manager.email] {
            try await shop.work(as: email) { browser in
                let page = try await browser.get("/dashboard/stores/new?name=x&country=US")
                let answer = try await browser.post(
                    "/dashboard/deleted-stores/\(shop.store)/restorations", ["form_token": page.hidden("form_token")])
                #expect(answer.status == .notFound)
            }
        }
        let row = try await shop.administrator.one(
            "SELECT deleted_at IS NOT NULL AS is_deleted FROM stores WHERE id = \(shop.store)")
        #expect(try row.decode("is_deleted", as: Bool.self))
    }

    @Test func `after thirty days nothing is restored`() async throws {
        let shop = try await WebShop.open()
        try await shop.administrator.execute(
            "UPDATE stores SET deleted_at = now(), purge_after = now() - interval '1 second', is_active = false")

        try await shop.manage { browser in
            let page = try await browser.get("/dashboard/stores/new?name=x&country=US")
            let answer = try await browser.post(
                "/dashboard/deleted-stores/\(shop.store)/restorations", ["form_token": page.hidden("form_token")])
            #expect(answer.status == .conflict)
            #expect(answer.body.contains("thirty days are over"))
        }
    }

    @Test func `a plan without room restores nothing and says so`() async throws {
        let shop = try await WebShop.open()
        try await shop.administrator.execute("UPDATE stores SET deleted_at = now(), is_active = false")
        try await shop.administrator.execute(
            "INSERT INTO stores (store_owner_id, store_name, store_slug) VALUES (\(shop.owner.id), 'Next', 'next')")

        try await shop.manage { browser in
            let stores = try await browser.get("/dashboard")
            let answer = try await browser.post(
                "/dashboard/deleted-stores/\(shop.store)/restorations", ["form_token": stores.hidden("form_token")])
            #expect(answer.status == .conflict)
            #expect(answer.body.contains("Your plan Trial allows 1 store"))
        }
    }

    @Test func `a store changes hands when the other accepts, and the one before is out`() async throws {
        let shop = try await WebShop.open()
        let next = try await shop.addPerson("next@person.test")
        let keeper = try await shop.addStaff(.support, "keeper@person.test")

        try await shop.manage { browser in
            let own = try await send("/settings/transfer", ["email": shop.owner.email], in: shop, browser)
            let offered = try await send("/settings/transfer", ["email": next.email], in: shop, browser)
            let path = try await shop.invitationPath()
            let waiting = try await browser.get(shop.room("/settings/closing"))
            let mine = try await browser.get(path)
            let refused = try await browser.post(path, ["form_token": mine.hidden("form_token")])
            let other = Browser(client: browser.client, shop: shop.slug)
            try await shop.signIn(other, as: next.email)
            let page = try await other.get(path)
            let accepted = try await other.post(path, ["form_token": page.hidden("form_token")])
            let theirs = try await other.get(shop.room("/settings/closing"))
            let before = try await browser.get(shop.room("/orders"))

            #expect(own.status == .unprocessableContent)
            #expect(offered.status == .seeOther, "\(offered.body)")
            #expect(waiting.body.contains("offered to <strong>next@person.test</strong>"))
            #expect(refused.body.contains("This store is yours already"))
            #expect(accepted.headers[.location] == shop.room(""), "\(accepted.body)")
            #expect([theirs.status, before.status] == [.ok, .notFound])
        }
        try await shop.work(as: keeper.email) { browser in
            let room = try await browser.get(shop.room("/orders"))
            #expect(room.status == .ok)
        }
    }

    @Test func `a receiver whose plan has no room reads which limit, and the store stays`() async throws {
        let shop = try await WebShop.open()
        let other = try await WebShop.open(slug: "other")

        try await shop.manage { browser in
            _ = try await send("/settings/transfer", ["email": other.owner.email], in: shop, browser)
            let path = try await shop.invitationPath()
            try await shop.signIn(browser, as: other.owner.email)
            let page = try await browser.get(path)
            let refused = try await browser.post(path, ["form_token": page.hidden("form_token")])
            try await shop.upgrade("starter", of: other.owner.id)
            func setStatus(_ status: String) async throws {
                try await shop.administrator.execute(
                    "UPDATE store_owner_subscriptions SET status = \(status) WHERE store_owner_id = \(other.owner.id)")
            }
            try await setStatus("unpaid")
            let unpaid = try await browser.post(path, ["form_token": page.hidden("form_token")])
            try await setStatus("active")
            let accepted = try await browser.post(path, ["form_token": page.hidden("form_token")])

            #expect(refused.status == .unprocessableContent)
            #expect(refused.body.contains("Your plan Trial allows 1 store"))
            #expect(unpaid.status == .unprocessableContent)
            #expect(unpaid.body.contains("Your plan is not paid or has ended"))
            #expect(accepted.status == .seeOther, "\(accepted.body)")
        }
        let row = try await shop.administrator.one(
            "SELECT store_owner_id, subscription_status FROM stores WHERE id = \(shop.store)")
        #expect(try row.decode("store_owner_id") == other.owner.id)
        #expect(try row.decode("subscription_status", as: String.self) == "active")
    }

    @Test func `a withdrawn offer gives nothing`() async throws {
        let shop = try await WebShop.open()
        let next = try await shop.addPerson("next@person.test")

        try await shop.manage { browser in
            _ = try await send("/settings/transfer", ["email": next.email], in: shop, browser)
            let path = try await shop.invitationPath()
            _ = try await send("/settings/transfer/withdrawals", [:], in: shop, browser)
            try await shop.signIn(browser, as: next.email)
            let page = try await browser.get(path)
            #expect(page.status == .gone)
        }
    }
}
