import Commerce
import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

/// The doors of the dashboard. A shop's are the same code; what differs there is tried in its own tests.
@Suite(.database) struct AccountDoorTests {
    @Test func `an owner signs up, answers the letter and is in`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let confirmed = try await shop.join("ann@people.test", doors: "/dashboard", browser)
            let account = try await browser.get("/dashboard/account")

            #expect(confirmed.status == .seeOther)
            #expect(confirmed.headers[.location] == "/dashboard")
            #expect(account.status == .ok)
            #expect(account.body.contains("value=\"Ann Owner\""))
            #expect(account.body.contains("ann@people.test"))
            #expect(account.headers[.cacheControl]?.contains("no-store") == true)
        }
    }

    @Test func `who has no store yet begins with one, and who was invited is in it`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let confirmed = try await shop.join("new@people.test", doors: "/dashboard", browser)
            let first = try await browser.get(try #require(confirmed.headers[.location]))
            #expect(first.headers[.location] == "/dashboard/stores/new")
            #expect(try await browser.get("/dashboard/stores/new").status == .ok)

            let staff = try await shop.addStaff(.support)
            try await shop.signIn(browser, as: staff.email)
            #expect(try await browser.get("/dashboard").headers[.location] == shop.room(""))
        }
    }

    @Test func `signing up says the same whether the address has an account`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            var pages: [String] = []
            for email in [shop.owner.email, "new@people.test"] {
                let fields = ["name": "Ann", "email": email, "password": "another good phrase"]
                let answer = try await shop.fill("/dashboard/sign-up", fields, browser)
                #expect(answer.status == .ok)
                pages.append(answer.body.replacing(email, with: "…"))
            }
            #expect(pages[0] == pages[1])
        }
    }

    @Test(arguments: [
        (["name": ""], "Enter your name"), (["email": "nobody"], "Enter an e-mail address"),
        (["password": "short"], "at least 8"), (["password": "password1"], "Many people use this password"),
        (["name": String(repeating: "n", count: 101)], "at most 100"),
        (["email": "a@b.test\r\nBcc: x@y.test"], "e-mail"),
    ])
    func `what is wrong with a sign-up stands beside its field, and the rest is kept`(
        wrong: [String: String], sentence: String
    ) async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let right = ["name": "Ann Owner", "email": "ann@people.test", "password": "a good long phrase"]
            let answer = try await shop.fill("/dashboard/sign-up", right.merging(wrong) { $1 }, browser)

            #expect(answer.status == .unprocessableContent)
            #expect(answer.body.contains(sentence), "\(answer.body)")
            #expect(answer.body.contains("aria-invalid"))
            #expect(!answer.body.contains("a good long phrase"))
            if wrong["name"] == nil { #expect(answer.body.contains("value=\"Ann Owner\"")) }
        }
    }

    @Test func `looking at a link spends nothing, and its button works once`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let fields = ["name": "Ann", "email": "ann@people.test", "password": WebShop.password]
            _ = try await shop.fill("/dashboard/sign-up", fields, browser)
            let link = try await shop.linkInLetter(to: "ann@people.test", containing: "/confirm")
            for _ in 0..<2 { #expect(try await browser.get(link).status == .ok) }
            let page = try await browser.get(link)
            let sent = [
                "form_token": page.hidden("form_token"), "token": page.hidden("token"), "type": page.hidden("type"),
            ]
            async let left = browser.post("/dashboard/account/confirm", sent)
            async let right = browser.post("/dashboard/account/confirm", sent)
            let answers = try await [left.status, right.status]
            let again = try await browser.get(link)

            #expect(answers.filter { $0 == .seeOther }.count == 1, "\(answers)")
            #expect(answers.filter { $0 == .unprocessableContent }.count == 1, "\(answers)")
            #expect(again.status == .unprocessableContent)
            #expect(again.body.contains("no longer good"))
        }
    }

    @Test func `a link that has expired, one of another realm and none at all open nothing`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let doors = browser.base + "/account"
            let fields = ["name": "Ann", "email": "ann@people.test", "password": WebShop.password]
            _ = try await shop.fill("\(doors)/sign-up", fields, browser)
            let link = try await shop.linkInLetter(to: "ann@people.test", containing: "/confirm")
            let query = link.drop { $0 != "?" }
            let foreign = try await browser.get("/dashboard/account/confirm\(query)")
            let mistaken = try await browser.get("\(doors)/new-password\(query)")
            let nothing = try await browser.get("/dashboard/account/confirm")
            try await shop.administrator.execute("UPDATE auth.one_time_tokens SET expires_at = now() - interval '1 s'")
            let late = try await browser.get(link)

            for answer in [foreign, mistaken, nothing, late] { #expect(answer.status == .unprocessableContent) }
        }
    }

    @Test func `a forgotten password is replaced by a link, and the sessions of before end`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            _ = try await shop.signIn(browser)
            let other = Browser(client: browser.client, shop: shop.slug)
            let asked = try await shop.fill("/dashboard/forgotten-password", ["email": shop.owner.email], other)
            let link = try await shop.linkInLetter(to: shop.owner.email, containing: "/new-password")
            let short = try await shop.fill(link, ["password": "short"], other)
            let saved = try await shop.fill(link, ["password": "a wholly new phrase"], other)
            let spent = try await shop.fill(link, ["password": "a third phrase here"], other)

            #expect(asked.body.contains("is on its way"))
            #expect(short.status == .unprocessableContent)
            #expect(saved.status == .seeOther)
            #expect(spent.status != .seeOther)
            #expect(try await browser.get("/dashboard/account").status == .seeOther)
            #expect(try await other.get("/dashboard/account").status == .ok)
        }
    }

    @Test(arguments: ["forgotten-password", "sign-in-link", "confirmation-letter"])
    func `a letter is promised to every address and written to those with an account`(page: String) async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let known = try await shop.fill("/dashboard/\(page)", ["email": shop.owner.email], browser)
            let unknown = try await shop.fill("/dashboard/\(page)", ["email": "nobody@people.test"], browser)
            let letters = try await shop.letters()

            #expect(
                known.body.replacing(shop.owner.email, with: "")
                    == unknown.body.replacing("nobody@people.test", with: ""))
            #expect(!letters.contains { $0.recipient.text == "nobody@people.test" })
        }
    }

    @Test func `a link signs in without a password, once`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            _ = try await shop.fill("/dashboard/sign-in-link", ["email": shop.owner.email], browser)
            let link = try await shop.linkInLetter(to: shop.owner.email, containing: "type=magiclink")
            let first = try await shop.fill(link, [:], browser)
            #expect(first.status == .seeOther)
            #expect(try await browser.get(shop.room("/orders")).status == .ok)
            #expect(try await shop.fill(link, [:], browser).status != .seeOther)
        }
    }

    @Test func `too many wrong passwords are answered with when to come back`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            var answer = try await shop.signIn(browser, password: "wrong wrong")
            for _ in 0..<12 where answer.status != .tooManyRequests {
                answer = try await shop.signIn(browser, password: "wrong wrong")
            }

            #expect(answer.status == .tooManyRequests)
            #expect(Int(answer.headers[.retryAfter] ?? "") ?? 0 > 0)
            #expect(answer.body.contains("tried too often"))
            #expect(answer.body.contains("value=\"\(shop.owner.email)\""))
            #expect(!answer.body.contains("wrong wrong"))
        }
    }

    @Test func `a form of the door that we did not show does nothing`() async throws {
        let shop = try await WebShop.open()
        let fields = [
            "form_token": "forged", "name": "Ann", "email": "ann@people.test", "password": WebShop.password,
            "token": "x",
            "type": "signup", "code": "123456",
        ]

        try await shop.visit { browser in
            for path in [
                "sign-up", "session", "sign-in/code", "forgotten-password", "sign-in-link", "confirmation-letter",
                "account/confirm", "account/new-password",
            ] {
                _ = try await browser.get("/dashboard/sign-in")
                #expect(try await browser.post("/dashboard/\(path)", fields).status == .forbidden, "\(path)")
            }
        }
        #expect(try await shop.letters().isEmpty)
    }

    @Test(arguments: [
        "https://evil.example", "//evil.example", "/\\evil.example", "/dashboard/../s/evil", "/dashboard/%2e%2E/s/evil",
        "/dashboardevil", "/s/demo", "/dashboard/\r\nX: y", "javascript:alert(1)", "",
    ])
    func `the door leads nowhere but into the dashboard`(path: String) async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let fields = ["email": shop.owner.email, "password": WebShop.password, "return_to": path]
            let answer = try await shop.fill("/dashboard/sign-in", fields, at: "/dashboard/session", browser)

            #expect(answer.headers[.location] == "/dashboard")
        }
    }

    @Test func `with an authenticator the password alone opens nothing, and a code works once`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let app = try await shop.addAuthenticator(rooms: "/dashboard/account", browser)
            let other = Browser(client: browser.client, shop: shop.slug)
            let entered = try await shop.signIn(other)
            let step = try #require(entered.headers[.location])
            let shut = try await other.get(shop.room("/orders"))
            let wrong = try await shop.fill(step, ["code": "000000"], other)
            let code = app.now(1)
            let right = try await shop.fill(step, ["code": "\(code.prefix(3)) \(code.suffix(3))"], other)
            let open = try await other.get(shop.room("/orders"))
            let third = Browser(client: browser.client, shop: shop.slug)
            _ = try await shop.signIn(third)
            let reused = try await shop.fill(step, ["code": code], third)

            #expect(step == "/dashboard/sign-in/code")
            #expect(shut.status == .seeOther)
            #expect(wrong.status == .unprocessableContent)
            #expect(right.headers[.location] == "/dashboard")
            #expect(open.status == .ok)
            #expect(reused.status == .unprocessableContent)
        }
    }
}
