import Commerce
import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

@Suite(.database) struct StaffInvitationTests {
    private func invite(
        _ email: String, as role: String = "support", to shop: WebShop, _ browser: Browser
    ) async throws -> Browser.Answer {
        let page = try await browser.get(shop.room("/settings/staff"))
        let sent = ["form_token": page.hidden("form_token"), "email": email, "role": role]
        return try await browser.post(shop.room("/settings/staff/invitations"), sent)
    }

    @Test func `somebody new accepts by choosing a password and works here at once`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let sent = try await invite("ann@staff.test", to: shop, browser)
            let path = try await shop.invitationPath()
            browser.forgetCookies()
            let page = try await browser.get(path)
            let weak = try await browser.post(path, ["form_token": page.hidden("form_token"), "password": "short"])
            let joined = try await browser.post(
                path, ["form_token": page.hidden("form_token"), "password": WebShop.password])
            let orders = try await browser.get(shop.room("/orders"))
            let settings = try await browser.get(shop.room("/settings"))
            let again = try await browser.get(path)

            #expect(sent.headers[.location] == shop.room("/settings/staff?invited=1"), "\(sent.body)")
            #expect(page.body.contains("Work in Hearth &amp; Clay"))
            #expect(weak.status == .unprocessableContent)
            #expect(weak.body.contains("at least 8 characters"))
            #expect(joined.headers[.location] == "/dashboard", "\(joined.body)")
            #expect(orders.status == .ok)
            #expect(settings.status == .forbidden)
            #expect(again.status == .gone)
        }
    }

    @Test func `an account accepts, in a second store too`() async throws {
        let shop = try await WebShop.open()
        let other = try await WebShop.open(slug: "other")

        try await shop.manage { browser in
            _ = try await invite(other.owner.email, as: "manager", to: shop, browser)
            let path = try await shop.invitationPath()
            browser.forgetCookies()
            let stranger = try await browser.get(path)
            try await shop.signIn(browser, as: other.owner.email)
            let page = try await browser.get(path)
            let accepted = try await browser.post(path, ["form_token": page.hidden("form_token")])
            let mine = try await browser.get(other.room("/orders"))
            let theirs = try await browser.get(shop.room("/settings/store"))
            let closing = try await browser.get(shop.room("/settings/closing"))

            #expect(stranger.body.contains("return_to="))
            #expect(page.body.contains("Accept as \(other.owner.email)"))
            #expect(accepted.headers[.location] == shop.room(""), "\(accepted.body)")
            #expect([mine.status, theirs.status, closing.status] == [.ok, .ok, .forbidden])
        }
    }

    @Test func `of two who accept one link at once, one works here`() async throws {
        let shop = try await WebShop.open()
        let people = [try await shop.addPerson("a@person.test"), try await shop.addPerson("b@person.test")]

        try await shop.manage { browser in
            _ = try await invite("c@person.test", to: shop, browser)
            let path = try await shop.invitationPath()
            let browsers = people.map { _ in Browser(client: browser.client, shop: shop.slug) }
            for (one, person) in zip(browsers, people) { try await shop.signIn(one, as: person.email) }
            var pages: [(Browser, String)] = []
            for one in browsers { pages.append((one, try await one.get(path).hidden("form_token"))) }
            let opened = pages
            let statuses = try await withThrowingTaskGroup(of: HTTPResponse.Status.self) { group in
                for (one, token) in opened {
                    group.addTask { try await one.post(path, ["form_token": token]).status }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }

            #expect(Set(statuses) == [.seeOther, .gone])
        }
        let staff = try await shop.administrator.one("SELECT count(*) AS n FROM staff")
        #expect(try staff.decode("n", as: Int.self) == 1)
    }

    @Test func `the plan's last place is given once, and the owner reads which limit`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let first = try await invite("a@person.test", to: shop, browser)
            let second = try await invite("b@person.test", to: shop, browser)
            let twice = try await invite("A@person.test", to: shop, browser)

            #expect(first.status == .seeOther)
            #expect(second.status == .unprocessableContent)
            #expect(second.body.contains("Your plan Trial allows 1 person"))
            #expect(second.body.contains("href=\"/dashboard/plan\""))
            #expect(second.body.contains("value=\"b@person.test\""))
            #expect(twice.status == .unprocessableContent)
        }
    }

    @Test func `a letter sent again opens, the one before no more, and a withdrawn one neither`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            _ = try await invite("a@person.test", to: shop, browser)
            let first = try await shop.invitationPath()
            let page = try await browser.get(shop.room("/settings/staff"))
            let pattern = try Regex("action=\"([^\"]+/invitations/[^\"]+/events)\"", as: (Substring, Substring).self)
            let events = String(try #require(page.body.firstMatch(of: pattern)).output.1)
            let token = page.hidden("form_token")
            let resent = try await browser.post(events, ["form_token": token, "event": "resent"])
            let second = try await shop.invitationPath()
            let before = try await browser.get(first)
            let after = try await browser.get(second)
            let list = try await browser.get(shop.room("/settings/staff"))
            let latest = String(try #require(list.body.firstMatch(of: pattern)).output.1)
            let withdrawn = try await browser.post(latest, ["form_token": token, "event": "withdrawn"])
            let gone = try await browser.get(second)
            let stale = try await browser.post(events, ["form_token": token, "event": "resent"])

            #expect(resent.status == .seeOther, "\(resent.body)")
            #expect([before.status, after.status] == [.gone, .ok])
            #expect(withdrawn.status == .seeOther)
            #expect(gone.status == .gone)
            #expect(stale.body.contains("changed meanwhile"))
        }
    }

    @Test func `an invitation is a week old at most`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            _ = try await invite("a@person.test", to: shop, browser)
            let path = try await shop.invitationPath()
            try await shop.administrator.execute(
                "UPDATE staff_invitations SET expires_at = now() - interval '1 second'")
            let gone = try await browser.get(path)
            let again = try await invite("a@person.test", to: shop, browser)

            #expect(gone.status == .gone)
            #expect(again.status == .seeOther, "\(again.body)")
        }
    }

    @Test func `an owner changes a role and removes somebody`() async throws {
        let shop = try await WebShop.open()
        let person = try await shop.addStaff(.readOnly)
        let row = try await shop.administrator.one("SELECT id FROM staff")
        let member: ID<StaffList.Member> = try row["id"]

        try await shop.manage { browser in
            let page = try await browser.get(shop.room("/settings/staff"))
            let path = shop.room("/settings/staff/\(member)/events")
            let token = page.hidden("form_token")
            let changed = try await browser.post(path, ["form_token": token, "role": "manager"])
            let promoted = try await shop.administrator.one("SELECT role FROM staff")
            let removed = try await browser.post(path, ["form_token": token, "event": "removed", "role": "manager"])
            let again = try await browser.post(path, ["form_token": token, "event": "removed"])

            #expect(page.body.contains(person.email))
            #expect(changed.status == .seeOther)
            #expect(try promoted.decode("role", as: String.self) == "manager")
            #expect(removed.status == .seeOther)
            #expect(again.status == .unprocessableContent)
        }
    }

    @Test func `a manager sees the staff and changes nobody`() async throws {
        let shop = try await WebShop.open()
        let manager = try await shop.addStaff(.manager)

        try await shop.work(as: manager.email) { browser in
            let page = try await browser.get(shop.room("/settings/staff"))
            let token = page.hidden("form_token")
            let invited = try await browser.post(
                shop.room("/settings/staff/invitations"),
                ["form_token": token, "email": "x@person.test", "role": "manager"])

            #expect(page.body.contains(manager.email))
            #expect(!page.body.contains("Invite somebody"))
            #expect(invited.status == .forbidden)
        }
    }

    @Test func `another owner's staff is out of reach`() async throws {
        let mine = try await WebShop.open()
        let other = try await WebShop.open(slug: "other")
        _ = try await other.addStaff(.readOnly)
        let member: ID<StaffList.Member> = try await other.administrator.one("SELECT id FROM staff")["id"]

        try await mine.manage { browser in
            let token = try await browser.get(mine.room("/settings/staff")).hidden("form_token")
            for path in [mine.room("/settings/staff/\(member)/events"), other.room("/settings/staff/\(member)/events")]
            {
                let answer = try await browser.post(path, ["form_token": token, "event": "removed"])
                #expect(answer.status != .seeOther)
            }
        }
        let left = try await other.administrator.one("SELECT count(*) AS n FROM staff")
        #expect(try left.decode("n", as: Int.self) == 1)
    }

    @Test(arguments: ["x", String(repeating: "A", count: 43), "%00"])
    func `what is no link opens nothing`(token: String) async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let answer = try await browser.get("/dashboard/invitations/\(token)")
            #expect(answer.status == .gone)
        }
    }
}
