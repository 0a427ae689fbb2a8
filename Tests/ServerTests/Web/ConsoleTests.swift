import Commerce
import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

@Suite(.database) struct ConsoleTests {
    private static let rooms = ["/operator", "/operator/tenants", "/operator/jobs"]

    /// The shop's owner, who looks after the installation as well.
    private func openAsOperator() async throws -> WebShop {
        let shop = try await WebShop.open()
        try await shop.database.transaction(as: .service(store: nil)) { db in
            try await Operators.add(shop.owner.email.uppercased(), on: db)
        }
        return shop
    }

    @Test func `for everybody else there is no console`() async throws {
        let shop = try await WebShop.open()
        try await shop.visit { browser in
            for room in Self.rooms {
                let answer1 = try await browser.get(room)
                #expect(answer1.status == .notFound)
            }
        }
        try await shop.manage { browser in
            for room in Self.rooms {
                let answer2 = try await browser.get(room)
                #expect(answer2.status == .notFound)
            }
            let tenant = "/operator/tenants/\(shop.owner.id)"
            let answer3 = try await browser.get(tenant)
            #expect(answer3.status == .notFound)
            let answer4 = try await browser.post("\(tenant)/suspension", ["reason": "x"])
            #expect(answer4.status == .notFound)
        }
    }

    @Test func `who is removed is out at once`() async throws {
        let shop = try await openAsOperator()
        try await shop.manage { browser in
            let answer5 = try await browser.get("/operator")
            #expect(answer5.status == .ok)
            try await shop.database.transaction(as: .service(store: nil)) { db in
                try await Operators.remove(shop.owner.email, on: db)
            }
            let answer6 = try await browser.get("/operator")
            #expect(answer6.status == .notFound)
        }
    }

    @Test func `requests and refusals are seen for each store, and who has most of them`() async throws {
        let shop = try await openAsOperator()
        try await shop.administrator.execute(
            """
            INSERT INTO store_request_usage (store_id, date, requests, over_rate, over_slots)
            VALUES (\(shop.store), (now() AT TIME ZONE 'UTC')::date, 54321, 1100, 11)
            """
        )

        try await shop.manage { browser in
            let tenant = try await browser.get("/operator/tenants/\(shop.owner.id)")
            let overview = try await browser.get("/operator")

            #expect(tenant.body.contains("<dt>Requests this month</dt><dd>54,321</dd>"), "\(tenant.body)")
            #expect(tenant.body.contains("<dt>Refused of them</dt><dd>1,111</dd>"))
            #expect(overview.body.contains("Busiest stores today"))
            #expect(overview.body.contains("href=\"/operator/tenants/\(shop.owner.id)\">Hearth &amp; Clay</a>"))
        }
    }

    @Test func `a tenant is found, suspended with a reason, and resumed`() async throws {
        let shop = try await openAsOperator()
        try await shop.manage { browser in
            let list = try await browser.get("/operator/tenants?q=demo")
            #expect(list.body.contains(shop.owner.email))
            let path = "/operator/tenants/\(shop.owner.id)"
            let page = try await browser.get(path)
            #expect(page.body.contains("2 of 50"))
            let token = page.hidden("form_token")

            let bare = try await browser.post("\(path)/suspension", ["form_token": token, "reason": " "])
            #expect(bare.status == .unprocessableContent)
            #expect(bare.body.contains("Give a reason"))
            let sent = try await browser.post(
                "\(path)/suspension", ["form_token": token, "reason": "Sells <b>copies</b>"])
            #expect(sent.status == .seeOther)

            let closed = try await browser.get(shop.room("/orders"))
            #expect(closed.status == .forbidden)
            #expect(closed.body.contains("Sells &lt;b&gt;copies&lt;/b&gt;"))
            let answer7 = try await browser.get(browser.base + "/")
            #expect(answer7.status == .notFound)

            let resumed = try await browser.post("\(path)/suspension/end", ["form_token": token, "store": shop.slug])
            #expect(resumed.status == .seeOther)
            let answer8 = try await browser.get(shop.room("/orders"))
            #expect(answer8.status == .ok)
            let audit = try await browser.get("\(path)/audit")
            for word in ["Store suspended", "Store resumed", "Sells &lt;b&gt;copies&lt;/b&gt;", shop.owner.email] {
                #expect(audit.body.contains(word))
            }
        }
        let told = try await shop.administrator.query(
            """
            SELECT actor_id FROM audit_log WHERE store_id = \(shop.store) AND (before ? 'suspended_at' OR after ? 'suspended_at')
            """)
        #expect(try told.map { try $0[0] as ID<User> } == [shop.owner.id, shop.owner.id])
    }

    @Test func `a tenant is found by address, slug and domain, and nobody else with it`() async throws {
        let shop = try await openAsOperator()
        try await shop.administrator.execute("UPDATE stores SET store_domain = 'Mugs.example' WHERE id = \(shop.store)")
        try await shop.manage { browser in
            for words in [shop.owner.email.uppercased(), shop.slug, "mugs.EXAMPLE"] {
                let page = try await browser.get("/operator/tenants?q=\(words)")
                #expect(page.body.contains("/operator/tenants/\(shop.owner.id)"))
            }
            let other = try await browser.get("/operator/tenants?q=cups.example")
            #expect(other.body.contains("No tenant matches"))
            let page = try await browser.get("/operator/tenants/\(shop.owner.id)")
            #expect(page.body.contains("Mugs.example"))
        }
    }

    @Test func `a form without its token, and a store of somebody else, change nothing`() async throws {
        let shop = try await openAsOperator()
        let other = try await WebShop.open(slug: "other")
        try await shop.manage { browser in
            let path = "/operator/tenants/\(shop.owner.id)"
            let token = try await browser.get(path).hidden("form_token")

            let forged = try await browser.post("\(path)/suspension", ["form_token": "x", "reason": "x"])
            let foreign = try await browser.post(
                "\(path)/suspension", ["form_token": token, "reason": "x", "store": other.slug])

            #expect(forged.status == .forbidden)
            #expect(foreign.status == .notFound)
            let answer9 = try await browser.get("/operator/tenants/\(UUID())")
            #expect(answer9.status == .notFound)
            let answer10 = try await browser.get("/operator/tenants/none")
            #expect(answer10.status == .notFound)
        }
        let suspended: Int = try await shop.administrator.one(
            "SELECT count(*) FROM stores WHERE suspended_at IS NOT NULL")[0]
        #expect(suspended == 0)
    }

    @Test func `a dead job is shown with its error and given another life`() async throws {
        let shop = try await openAsOperator()
        let job = UUID()
        try await shop.administrator.execute(
            """
            INSERT INTO jobs (id, store_id, kind, payload, state, attempts, last_error)
            VALUES (\(job), \(shop.store), 'letters.send', '{"secret": "of a customer"}', 'dead', 20, 'refused')
            """
        )
        try await shop.manage { browser in
            let page = try await browser.get("/operator/jobs")
            #expect(page.body.contains("refused"))
            #expect(page.body.contains("of a customer") == false)

            let sent = try await browser.post(
                "/operator/jobs/\(job)/retry", ["form_token": page.hidden("form_token")])

            #expect(sent.status == .seeOther)
            let answer11 = try await browser.get("/operator/jobs")
            #expect(answer11.body.contains("No job is in this state"))
        }
        let row = try await shop.administrator.one("SELECT state, attempts FROM jobs WHERE id = \(job)")
        #expect(try row.decode("state", as: String.self) == "queued")
        #expect(try row.decode("attempts", as: Int32.self) == 0)
    }

    @Test func `no room shows a customer of a tenant`() async throws {
        let shop = try await openAsOperator()
        try await shop.visit { browser in try await shop.buyMugs(1, browser) }
        try await shop.manage { browser in
            for room in Self.rooms + ["/operator/tenants/\(shop.owner.id)", "/operator/tenants/\(shop.owner.id)/audit"]
            {
                let page = try await browser.get(room)
                #expect(page.status == .ok)
                #expect(page.body.contains("ann@example.test") == false)
                #expect(page.body.contains("Ann Buyer") == false)
            }
        }
    }
}
