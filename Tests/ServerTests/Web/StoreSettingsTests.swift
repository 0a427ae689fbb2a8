import Commerce
import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

@Suite(.database) struct StoreSettingsTests {
    private static let typed = [
        "name", "tagline", "email", "phone", "line1", "line2", "city", "state", "postal_code", "logo", "favicon",
        "primary_colour", "secondary_colour", "meta_title", "meta_description",
    ]

    /// The form as a browser would send it, with some fields changed.
    private func fields(_ page: Browser.Answer, _ changes: [String: String] = [:]) -> [String: String] {
        var fields = ["country": "US", "language": "en", "time_zone": "UTC"]
        for name in ["form_token", "version"] { fields[name] = page.hidden(name) }
        for name in Self.typed { fields[name] = page.field(name) }
        return fields.merging(changes) { _, new in new }
    }

    @Test func `what is saved is in the form and in the shop`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let path = shop.room("/settings/store")
            let page = try await browser.get(path)
            let changes = [
                "name": "Hearth", "tagline": "Slow & steady", "primary_colour": "#123456", "email": "hi@hearth.test",
            ]
            let saved = try await browser.post(path, fields(page, changes))
            let after = try await browser.get(path)
            let home = try await browser.get(browser.base + "/")

            #expect(saved.headers[.location] == path + "?saved=1", "\(saved.body)")
            #expect(after.body.contains("value=\"Slow &amp; steady\""))
            #expect(home.body.contains("Hearth"))
        }
    }

    @Test func `who saves second sees what the first one saved, and decides`() async throws {
        let shop = try await WebShop.open()
        let manager = try await shop.addStaff(.manager)

        try await shop.manage { browser in
            let path = shop.room("/settings/store")
            let other = Browser(client: browser.client, shop: shop.slug)
            try await shop.signIn(other, as: manager.email)
            let (mine, theirs) = (try await browser.get(path), try await other.get(path))
            let first = try await browser.post(path, fields(mine, ["tagline": "Mine"]))
            let second = try await other.post(path, fields(theirs, ["tagline": "Theirs", "city": "Bath"]))
            let decided = try await other.post(path, fields(second, [:]))

            #expect(first.status == .seeOther, "\(first.body)")
            #expect(second.status == .conflict)
            #expect(second.body.contains("By now this is “Mine”"))
            #expect(second.body.contains("value=\"Theirs\""))
            #expect(decided.status == .seeOther, "\(decided.body)")
        }
        let row = try await shop.administrator.one("SELECT store_tagline, store_city FROM stores")
        #expect(try row.decode("store_tagline", as: String.self) == "Theirs")
        #expect(try row.decode("store_city", as: String.self) == "Bath")
    }

    @Test(arguments: [
        ("name", ""), ("email", "no address"), ("primary_colour", "red"), ("primary_colour", "#12345"),
        ("logo", "javascript:alert(1)"), ("logo", "//evil.example/x.png"), ("country", "Atlantis"),
        ("language", "xx"), ("time_zone", "Nowhere"), ("tagline", String(repeating: "a", count: 151)),
    ])
    func `what cannot be is refused beside the field`(field: String, value: String) async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let path = shop.room("/settings/store")
            let page = try await browser.get(path)
            let refused = try await browser.post(path, fields(page, ["city": "Kept", field: value]))

            #expect(refused.status == .unprocessableContent)
            #expect(refused.body.contains("id=\"\(field)-problem\""))
            #expect(refused.body.contains("value=\"Kept\""))
        }
    }

    @Test func `the shop moves, and its former address leads on`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let page = try await browser.get(shop.room("/settings/address"))
            let moved = try await browser.post(
                shop.room("/settings/address"), ["form_token": page.hidden("form_token"), "slug": "Hearth"])
            let there = try await browser.get("/dashboard/stores/hearth/settings/address?moved=1")
            // The directory may still know the shop by its former address for some seconds; another server does not.
            try await shop.visit { visitor in
                let former = try await visitor.get("/s/demo/products?sort=newest")
                let present = try await visitor.get("/s/hearth/products")
                let host = try await visitor.get("/cart", host: "demo.localhost:8080")

                #expect(former.status == .permanentRedirect)
                #expect(former.headers[.location] == "/s/hearth/products?sort=newest")
                #expect(present.status == .ok)
                #expect(host.headers[.location] == "//hearth.localhost:8080/cart")
            }

            #expect(moved.headers[.location] == "/dashboard/stores/hearth/settings/address?moved=1", "\(moved.body)")
            #expect(there.body.contains("Moved"))
        }
    }

    @Test(arguments: [
        ("other", "Another store"), ("admin", "kept for the platform"), ("no dots.", "Use small letters"),
    ])
    func `an address that is not to be had is refused`(slug: String, sentence: String) async throws {
        let shop = try await WebShop.open()
        _ = try await WebShop.open(slug: "other")

        try await shop.manage { browser in
            let page = try await browser.get(shop.room("/settings/address"))
            let refused = try await browser.post(
                shop.room("/settings/address"), ["form_token": page.hidden("form_token"), "slug": slug])

            #expect(refused.status == .unprocessableContent)
            #expect(refused.body.contains(sentence))
            #expect(refused.body.contains("value=\"\(slug)\""))
        }
    }

    @Test(arguments: [StaffRole.manager, .fulfilment, .support, .readOnly])
    func `address, domain and closing are the owner's alone`(role: StaffRole) async throws {
        let shop = try await WebShop.open()
        let person = try await shop.addStaff(role)

        try await shop.work(as: person.email) { browser in
            let token = try await browser.get(shop.room("/orders")).hidden("form_token")
            for room in ["/settings/address", "/settings/domain", "/settings/closing"] {
                let answer = try await browser.get(shop.room(room))
                #expect(answer.status == .forbidden, "\(room)")
            }
            for action in ["address", "domain", "domain/checks", "domain/removal", "pause", "transfer", "deletion"] {
                let sent = [
                    "form_token": token, "slug": "stolen", "domain": "stolen.test", "paused": "yes",
                    "email": "x@y.test", "name": "Hearth & Clay",
                ]
                let answer = try await browser.post(shop.room("/settings/\(action)"), sent)
                #expect(answer.status == .forbidden, "\(action)")
            }
            let settings = try await browser.get(shop.room("/settings"))
            #expect(settings.status == (role == .manager ? .ok : .forbidden))
        }
    }

    @Test(arguments: [
        "/settings/store", "/settings/address", "/settings/pause", "/settings/deletion", "/settings/transfer",
        "/settings/domain", "/settings/staff/invitations",
    ])
    func `a form that we did not render changes nothing`(path: String) async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let answer = try await browser.post(shop.room(path), ["form_token": "forged", "name": "Hearth & Clay"])
            #expect(answer.status == .forbidden)
        }
    }
}
