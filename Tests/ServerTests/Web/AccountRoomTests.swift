import Commerce
import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

@Suite(.database) struct AccountRoomTests {
    private let rooms = "/dashboard/account"

    @Test func `name and password are changed, and the other devices are out`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let other = Browser(client: browser.client, shop: shop.slug)
            _ = try await shop.signIn(other)
            let renamed = try await shop.fill(rooms, ["name": "Berta <b>"], at: "\(rooms)/name", browser)
            let wrong = try await shop.fill(
                rooms, ["current_password": "not this one", "password": "a wholly new phrase"], at: "\(rooms)/password",
                browser)
            let changed = try await shop.fill(
                rooms, ["current_password": WebShop.password, "password": "a wholly new phrase"],
                at: "\(rooms)/password", browser)
            let page = try await browser.get(try #require(changed.headers[.location]))

            #expect(renamed.headers[.location] == "\(rooms)?done=name")
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.body.contains("not your current password"))
            #expect(!wrong.body.contains("a wholly new phrase"))
            #expect(page.body.contains("Your password is changed"))
            #expect(page.body.contains("value=\"Berta &lt;b&gt;\""))
            #expect(try await other.get(rooms).status == .seeOther)
        }
    }

    @Test func `an address changes when both letters are answered`() async throws {
        let shop = try await WebShop.open()
        let new = "new@owner.test"

        try await shop.manage { browser in
            let asked = try await shop.fill(rooms, ["email": new], at: "\(rooms)/email", browser)
            let letters = try await shop.letters()
            let links = try letters.filter { $0.text.contains("/confirm") }.map { letter in
                String(try #require(letter.text.firstMatch(of: /http:\/\/localhost:8080(\/\S*confirm\S*)/)).1)
            }
            let waiting = try await browser.get(rooms)
            #expect(asked.status == .seeOther)
            #expect(links.count == 2)
            #expect(waiting.body.contains(new))
            let half = try await shop.fill(links[0], [:], browser)
            let whole = try await shop.fill(links[1], [:], browser)
            let page = try await browser.get(rooms)

            #expect(half.body.contains("One letter is left"))
            #expect(whole.status == .seeOther)
            #expect(page.body.contains("Your address is \(new)"))
        }
    }

    @Test func `sessions are listed by device, and ended one by one and all at once`() async throws {
        let shop = try await WebShop.open()
        let phone: HTTPFields = [
            .userAgent:
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1"
        ]

        try await shop.manage { browser in
            var others: [Browser] = []
            for _ in 0..<3 {
                let other = Browser(client: browser.client, shop: shop.slug)
                let door = try await other.get("/dashboard/sign-in")
                let fields = [
                    "form_token": door.hidden("form_token"), "email": shop.owner.email, "password": WebShop.password,
                ]
                _ = try await other.post("/dashboard/session", fields, headers: phone)
                others.append(other)
            }
            let page = try await browser.get(rooms)
            let end = try #require(page.body.firstMatch(of: /\/dashboard\/account\/sessions\/[0-9a-f-]{36}\/end/)).0
            let token = ["form_token": page.hidden("form_token")]
            _ = try await browser.post(String(end), token)
            let left = try await others.asyncCount { try await $0.get(rooms).status == .ok }
            _ = try await browser.post("\(rooms)/sessions/end", token)
            let none = try await others.asyncCount { try await $0.get(rooms).status == .ok }

            #expect(page.body.contains("Safari on iPhone"))
            #expect(page.body.contains("This device"))
            #expect(left == 2)
            #expect(none == 0)
            #expect(try await browser.get(rooms).status == .ok)
        }
    }

    @Test func `another's session and authenticator are left alone`() async throws {
        let mine = try await WebShop.open()
        let other = try await WebShop.open(slug: "other")

        try await mine.manage { browser in
            let theirs = Browser(client: browser.client, shop: other.slug)
            _ = try await other.signIn(theirs)
            let row = try await mine.administrator.one("SELECT id FROM auth.sessions WHERE user_id = \(other.owner.id)")
            let session: ID<AccountSession> = try row.decode("id")
            let enrolled = try await mine.fill(rooms, ["label": "x"], at: "\(rooms)/factors", theirs)
            let factor = try #require(enrolled.headers[.location])
            let token = ["form_token": try await browser.get(rooms).hidden("form_token"), "code": "123456"]
            _ = try await browser.post("\(rooms)/sessions/\(session)/end", token)

            #expect(try await browser.get(factor).status == .notFound)
            #expect(try await browser.post("\(factor)/verification", token).status == .notFound)
            #expect(try await browser.post("\(factor)/removal", token).status == .unprocessableContent)
            #expect(try await theirs.get(factor).status == .ok)
        }
    }

    @Test func `an authenticator is removed, and a wrong code keeps the picture`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let enrolled = try await shop.fill(rooms, ["label": "Phone"], at: "\(rooms)/factors", browser)
            let path = try #require(enrolled.headers[.location])
            let shown = try await browser.get(path)
            let wrong = try await shop.fill(path, ["code": "000000"], at: "\(path)/verification", browser)
            #expect(shown.body.contains("<svg xmlns"))
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.body.contains("<svg xmlns"))

            _ = try await shop.addAuthenticator(rooms: rooms, browser)
            let page = try await browser.get(rooms)
            let removal = try #require(
                page.body.firstMatch(of: /\/dashboard\/account\/factors\/[0-9a-f-]{36}\/removal/)
            ).0
            let removed = try await browser.post(String(removal), ["form_token": page.hidden("form_token")])
            #expect(removed.headers[.location] == "\(rooms)?done=removed")
            #expect(
                try await shop.signIn(Browser(client: browser.client, shop: shop.slug)).headers[.location]
                    == "/dashboard")
        }
    }

    @Test func `an owner of stores keeps the account, and who owns none deletes it`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let refused = try await shop.fill(
                rooms, ["current_password": WebShop.password], at: "\(rooms)/deletion", browser)
            #expect(refused.status == .unprocessableContent)
            #expect(refused.body.contains("You own stores still"))

            let other = Browser(client: browser.client, shop: shop.slug)
            try await shop.join("ann@people.test", doors: "/dashboard", other)
            let wrong = try await shop.fill(rooms, ["current_password": "no"], at: "\(rooms)/deletion", other)
            let gone = try await shop.fill(
                rooms, ["current_password": WebShop.password], at: "\(rooms)/deletion", other)
            #expect(wrong.status == .unprocessableContent)
            #expect(gone.status == .seeOther)
            #expect(try await other.get(rooms).status == .seeOther)
            #expect(try await shop.enter("ann@people.test", doors: "/dashboard", other).status == .unprocessableContent)
        }
    }

    @Test func `forms that we did not render change nothing`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            for path in ["name", "email", "password", "deletion", "sessions/end", "factors"] {
                let answer = try await browser.post("\(rooms)/\(path)", ["form_token": "forged", "name": "Mallory"])
                #expect(answer.status == .forbidden, "\(path)")
            }
            browser.forgetCookies()
            #expect(try await browser.post("\(rooms)/name", ["name": "Mallory"]).status == .unauthorized)
        }
    }
}

extension [Browser] {
    fileprivate func asyncCount(_ isCounted: (Browser) async throws -> Bool) async throws -> Int {
        var count = 0
        for browser in self where try await isCounted(browser) { count += 1 }
        return count
    }
}
