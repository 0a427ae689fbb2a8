import Commerce
import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

@Suite(.database) struct KeySettingsTests {
    private let stripe = [
        "publishable": "pk_test_0123456789", "secret": "sk_test_0123456789wxyz",
        "webhook_secret": "whsec_0123456789abcd",
        "expiry": "",
    ]

    @Test func `an owner enters Stripe's keys, sees their ends, and takes them away`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let path = shop.room("/settings/payments")
            var fields = stripe
            fields["form_token"] = try await browser.get(path).hidden("form_token")
            fields["expiry"] = Self.day(in: 5)
            let saved = try await browser.post(path, fields)
            let page = try await browser.get(path)
            let home = try await browser.get(shop.room(""))
            let removed = try await browser.post(path + "/removal", ["form_token": page.hidden("form_token")])
            let empty = try await browser.get(path)

            #expect(saved.status == .seeOther, "\(saved.body)")
            #expect(page.body.contains("it ends in wxyz"))
            #expect(page.body.contains("value=\"pk_test_0123456789\""))
            #expect(!page.body.contains("sk_test_0123456789wxyz"))
            #expect(home.body.contains("The Stripe secret key ends on \(Self.day(in: 5))"))
            #expect(removed.status == .seeOther)
            #expect(!empty.body.contains("wxyz"))
        }
    }

    @Test func `an owner names the sites that may use the shop, and a wrong one is said and kept`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let path = shop.room("/settings/storefronts")
            let token = try await browser.get(path).hidden("form_token")
            let wrong = try await browser.post(path, ["form_token": token, "origins": "shop.example/page"])
            let saved = try await browser.post(
                path, ["form_token": token, "origins": "https://Shop.example/\nhttp://localhost:3000"])
            let page = try await browser.get(path)

            #expect(wrong.status == .unprocessableContent)
            #expect(
                wrong.body.contains("“shop.example/page” is no site.") && wrong.body.contains("\nshop.example/page<"))
            #expect(saved.status == .seeOther, "\(saved.body)")
            #expect(page.body.contains("https://shop.example\nhttp://localhost:3000"))
        }
    }

    @Test func `an empty field keeps the secret that is there`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let path = shop.room("/settings/payments")
            var fields = stripe
            fields["form_token"] = try await browser.get(path).hidden("form_token")
            _ = try await browser.post(path, fields)
            fields["secret"] = ""
            fields["webhook_secret"] = ""
            fields["publishable"] = "pk_test_another_one"
            let saved = try await browser.post(path, fields)

            #expect(saved.status == .seeOther)
        }
        let vault = SecretVault(current: try #require(WebShop.secretKey))
        let secret = try await shop.database.transaction(as: .service(store: shop.store)) { db in
            try await FindStoreSecret.run(.stripeSecretKey, in: shop.store, vault: vault, on: db)
        }
        #expect(secret == Secret("sk_test_0123456789wxyz"))
    }

    @Test(arguments: [
        ["publishable": "sk_test_0123456789wxyz"], ["publishable": ""], ["secret": ""],
        ["secret": "pk_test_0123456789"],
        ["secret": "sk_live_0123456789wxyz"], ["webhook_secret": "secret"], ["expiry": "2026-02-30"],
        ["expiry": "tomorrow"],
    ])
    func `what is no key is refused beside its field and repeats no secret`(wrong: [String: String]) async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let path = shop.room("/settings/payments")
            var fields = stripe.merging(wrong) { $1 }
            fields["form_token"] = try await browser.get(path).hidden("form_token")
            let refused = try await browser.post(path, fields)

            #expect(refused.status == .unprocessableContent)
            #expect(refused.body.contains("aria-invalid"))
            #expect(!refused.body.contains("0123456789wxyz") || wrong["publishable"] != nil)
        }
        let row = try await shop.administrator.one("SELECT count(*) AS n FROM system_api_keys")
        #expect(try row.decode("n", as: Int.self) == 0)
    }

    @Test func `the e-mail service is kept, and its key never shown`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let path = shop.room("/settings/email")
            var fields = [
                "form_token": try await browser.get(path).hidden("form_token"), "provider": "resend",
                "key": "re_0123456789wxyz", "sender": "shop@example.test", "sender_name": "Hearth & Clay",
                "reply_to": "",
            ]
            let saved = try await browser.post(path, fields)
            fields["key"] = ""
            fields["sender_name"] = "Clay"
            let kept = try await browser.post(path, fields)
            let page = try await browser.get(path)
            fields["sender_name"] = "Clay\r\nBcc: everybody@example.test"
            let injected = try await browser.post(path, fields)

            #expect(saved.status == .seeOther, "\(saved.body)")
            #expect(kept.status == .seeOther)
            #expect(page.body.contains("it ends in wxyz"))
            #expect(page.body.contains("value=\"Clay\""))
            #expect(!page.body.contains("re_0123456789wxyz"))
            #expect(injected.status == .unprocessableContent)
        }
    }

    @Test func `a key is shown once, works, is renamed and revoked`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let path = shop.room("/settings/keys")
            let token = try await browser.get(path).hidden("form_token")
            let made = try await browser.post(
                path, ["form_token": token, "name": "Till", "scope-products.read": "yes", "expiry": ""])
            let key = String(try #require(made.body.firstMatch(of: /sug_[0-9A-Za-z]{49}/)).output)
            let list = try await browser.get(path)
            let row = String(try #require(list.body.firstMatch(of: /action="([^"]+\/keys\/[0-9a-f-]{36})"/)).output.1)
            let used = try await browser.get("/api/v1/products", headers: [.authorization: "Bearer \(key)"])
            let renamed = try await browser.post(row, ["form_token": token, "event": "renamed", "name": "Till 2"])
            let revoked = try await browser.post(row, ["form_token": token, "event": "revoked"])
            let after = try await browser.get("/api/v1/products", headers: [.authorization: "Bearer \(key)"])
            let last = try await browser.get(path)

            #expect(made.headers[.cacheControl]?.contains("no-store") == true)
            #expect(!list.body.contains(key))
            #expect(used.status == .ok)
            #expect(renamed.status == .seeOther)
            #expect(revoked.status == .seeOther)
            #expect(after.status == .unauthorized)
            #expect(last.body.contains("Till 2"))
            #expect(last.body.contains("Revoked"))
        }
    }

    @Test(arguments: [
        ["name": "", "scope-products.read": "yes"], ["name": "Till"],
        ["name": "Till", "scope-products.read": "yes", "expiry": "2020-01-01"],
        ["name": "Till", "scope-products.read": "yes", "expiry": "x"], ["name": "Till", "scope-staff.write": "yes"],
    ])
    func `a key that could not work is not made`(fields: [String: String]) async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let path = shop.room("/settings/keys")
            let token = try await browser.get(path).hidden("form_token")
            let refused = try await browser.post(path, fields.merging(["form_token": token]) { $1 })

            #expect(refused.status == .unprocessableContent)
            #expect(refused.body.contains("class=\"error\""))
            #expect(!refused.body.contains("sug_"))
        }
    }

    @Test func `forged forms and another owner's keys change nothing`() async throws {
        let mine = try await WebShop.open()
        let other = try await WebShop.open(slug: "other")
        let draft = APIKeyDraft(name: "Theirs", scopes: [.readProducts], expiry: nil)
        let foreign = try await other.database.transaction(as: .owner(user: other.owner.id, store: other.store)) { db in
            try await CreateAPIKey.run(draft, by: other.owner.id, in: other.store, on: db).id
        }

        try await mine.manage { browser in
            let token = try await browser.get(mine.room("/settings/keys")).hidden("form_token")
            let end = ["form_token": token, "event": "revoked"]
            let theirs = try await browser.post(mine.room("/settings/keys/\(foreign)"), end)
            let theirRoom = try await browser.post(other.room("/settings/keys/\(foreign)"), end)
            let forged = try await browser.post(mine.room("/settings/payments"), stripe)

            #expect(theirs.status == .notFound)
            #expect(theirRoom.status == .notFound)
            #expect(forged.status == .forbidden)
        }
        let row = try await other.administrator.one(
            "SELECT revoked_at IS NULL AS works FROM api_keys WHERE id = \(foreign)")
        #expect(try row.decode("works", as: Bool.self))
    }

    private static func day(in days: Int) -> String {
        (Date() + Double(days) * 86_400).formatted(.iso8601.year().month().day())
    }
}
