import Commerce
import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

/// Google and Apple on the pages of accounts. The checks of their tokens have tests of their own.
@Suite(.database) struct ProviderSignInTests {
    private let google = "/dashboard/providers/google"
    private let rooms = "/dashboard/account"

    @Test func `the buttons stand where a provider is registered, and nowhere else`() async throws {
        let shop = try await WebShop.open(language: "de")

        try await shop.visit(openID: PretendOpenID()) { browser in
            for page in ["/dashboard/sign-in", "/dashboard/sign-up"] {
                let body = try await browser.get(page).body
                #expect(body.contains("Continue with Google"))
                #expect(!body.contains("Apple"))
            }
            let page = try await browser.get(browser.base + "/account/sign-in?return_to=\(browser.base)/checkout")
            #expect(page.body.contains("Weiter mit Google"))
            #expect(page.body.contains("/account/providers/google?return_to=%2Fs%2Fdemo%2Fcheckout"))
            #expect(try await browser.get("/dashboard/providers/apple").status == .notFound)
        }
        try await shop.visit { browser in
            let page = try await browser.get("/dashboard/sign-in")
            #expect(!page.body.contains("Google"))
            #expect(try await browser.get(google).status == .notFound)
        }
    }

    @Test func `somebody new comes in with Google, and lands where he wanted to go`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit(openID: PretendOpenID([.google("ann", "ann@google.test")])) { browser in
            let state = try await shop.depart("\(google)?return_to=\(rooms)", browser)
            let arrived = try await shop.arrive("state=\(state)&code=ann", browser)
            let account = try await browser.get(rooms)

            #expect(arrived.headers[.location] == rooms)
            #expect(account.body.contains("ann@google.test"))
            #expect(account.body.contains("You have no password yet"))
            let cookies = arrived.headers[values: .setCookie]
            #expect(cookies.contains { $0.hasPrefix("dashboard_session=") && $0.contains("HttpOnly") })
            #expect(cookies.contains { $0.hasPrefix("dashboard_flow=;") || $0.contains("Max-Age=0") })
        }
    }

    @Test func `a shop's customer comes in with Google, with his guest orders and no other realm's`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit(openID: PretendOpenID([.google("ann", "ann@example.test")])) { browser in
            try await shop.buyMugs(1, browser)
            let other = Browser(client: browser.client, shop: shop.slug)
            let state = try await shop.depart(other.base + "/account/providers/google", other)
            let arrived = try await shop.arrive(
                "state=\(state)&code=ann", callback: other.base + "/auth/v1/callback", other)

            #expect(arrived.headers[.location] == other.base + "/account")
            #expect(try await other.get(other.base + "/account").body.contains("$25.00"))
            #expect(try await other.get(rooms).status == .seeOther)
        }
    }

    @Test func `the second factor is asked for all the same`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit(openID: PretendOpenID([.google("me", shop.owner.email)])) { browser in
            _ = try await shop.signIn(browser)
            _ = try await shop.addAuthenticator(rooms: rooms, browser)
            let other = Browser(client: browser.client, shop: shop.slug)
            let state = try await shop.depart(google, other)
            let arrived = try await shop.arrive("state=\(state)&code=me", other)

            #expect(arrived.headers[.location] == "/dashboard/sign-in/code")
            #expect(try await other.get(shop.room("/orders")).status == .seeOther)
        }
    }

    @Test(arguments: ["https://evil.example", "//evil.example", "/s/demo", "/dashboard/../s/evil"])
    func `the way back leads nowhere but into the dashboard`(path: String) async throws {
        let shop = try await WebShop.open()

        try await shop.visit(openID: PretendOpenID([.google("me", shop.owner.email)])) { browser in
            let state = try await shop.depart("\(google)?return_to=\(path)", browser)
            let arrived = try await shop.arrive("state=\(state)&code=me", browser)

            #expect(arrived.headers[.location] == "/dashboard")
        }
    }

    @Test func `what is forged, replayed, refused or not verified is told in a sentence, and opens nothing`()
        async throws
    {
        let shop = try await WebShop.open()
        let people = [
            ProviderIdentity.google("ann", "ann@google.test"),
            .google("unverified", shop.owner.email, isVerified: false),
        ]

        try await shop.visit(openID: PretendOpenID(people)) { browser in
            func refused(_ query: (String) -> String, _ sentence: String, line: Int = #line) async throws {
                let state = try await shop.depart(google, browser)
                let answer = try await shop.arrive(query(state), browser)
                #expect(answer.status == .unprocessableContent, "line \(line): \(answer.status)")
                #expect(answer.body.contains(sentence), "line \(line): \(answer.body)")
                #expect(try await browser.get(rooms).status == .seeOther, "line \(line)")
            }
            try await refused({ _ in "state=forged&code=ann" }, "begun elsewhere")
            try await refused({ "state=\($0)&error=access_denied" }, "did not let you in")
            try await refused({ "state=\($0)&code=nobody" }, "did not let you in")
            try await refused({ "state=\($0)&code=unverified" }, "has not verified your e-mail address")

            let state = try await shop.depart(google, browser)
            #expect(try await shop.arrive("state=\(state)&code=ann", browser).status == .seeOther)
            let other = Browser(client: browser.client, shop: shop.slug)
            other.setCookie("auth_flow", state)
            let replayed = try await shop.arrive("state=\(state)&code=ann", other)
            #expect(replayed.body.contains("begun elsewhere"))
            #expect(try await other.get(rooms).status == .seeOther)
        }
    }

    @Test func `whoever is signed in reads what the provider refused on his own page`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit(openID: PretendOpenID()) { browser in
            _ = try await shop.signIn(browser)
            let answer = try await shop.arrive("state=forgotten&error=access_denied", browser)
            let onward = try await browser.get("/dashboard/sign-in?return_to=\(rooms)")

            #expect(answer.status == .unprocessableContent)
            #expect(answer.body.contains("begun elsewhere"))
            #expect(answer.body.contains("Connect Google"))
            #expect(onward.headers[.location] == rooms)
        }
    }

    @Test func `nobody is signed in to another's account by a link`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit(openID: PretendOpenID([.google("mallory", "mallory@google.test")])) { browser in
            let state = try await shop.depart(google, browser)
            let victim = Browser(client: browser.client, shop: shop.slug)
            let callback = try await shop.arrive("state=\(state)&code=mallory", victim)
            let back = try await shop.local(browser.get("/auth/v1/callback?state=\(state)&code=mallory"))
            let arrival = try await victim.get(back)
            let withAnErrandOfHis = Browser(client: browser.client, shop: shop.slug)
            _ = try await shop.depart(google, withAnErrandOfHis)
            let mixed = try await withAnErrandOfHis.get(back)

            for answer in [callback, arrival, mixed] {
                #expect(answer.status == .unprocessableContent)
                #expect(answer.body.contains("begun elsewhere"))
            }
            for one in [victim, withAnErrandOfHis] { #expect(try await one.get(rooms).status == .seeOther) }
        }
    }

    @Test func `a provider that does not answer is a sentence at the door`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit(openID: PretendOpenID(isReachable: false)) { browser in
            let out = try await shop.local(browser.get(google))
            let answer = try await browser.get(try await shop.local(browser.get(out)))

            #expect(answer.status == .unprocessableContent)
            #expect(answer.body.contains("does not answer at the moment"))
        }
    }

    @Test func `an account is connected and disconnected, and somebody else's stays his`() async throws {
        let shop = try await WebShop.open()
        let people = [ProviderIdentity.google("me", "me@google.test"), .google("ann", "ann@google.test")]

        try await shop.visit(openID: PretendOpenID(people)) { browser in
            let ann = Browser(client: browser.client, shop: shop.slug)
            _ = try await shop.arrive("state=\(try await shop.depart(google, ann))&code=ann", ann)
            _ = try await shop.signIn(browser)

            let taken = try await connect("ann", shop, browser)
            let done = try await connect("me", shop, browser)
            let page = try await browser.get(rooms)
            let other = Browser(client: browser.client, shop: shop.slug)
            let entered = try await shop.arrive("state=\(try await shop.depart(google, other))&code=me", other)

            #expect(taken.body.contains("belongs to another account already"))
            #expect(done.headers[.location] == "\(rooms)?done=connected")
            #expect(page.body.contains("me@google.test"))
            #expect(entered.status == .seeOther)
            #expect(try await other.get(rooms).body.contains(shop.owner.email))

            let removal = try #require(page.body.firstMatch(of: /connections\/[0-9a-f-]+\/removal/)).0
            let theirs = try await shop.fill(rooms, [:], at: "\(rooms)/\(removal)", ann)
            let gone = try await shop.fill(rooms, [:], at: "\(rooms)/\(removal)", browser)
            #expect(theirs.body.contains("no such account"))
            #expect(gone.headers[.location] == "\(rooms)?done=disconnected")
            let after = try await browser.get(rooms)
            #expect(!after.body.contains("me@google.test"))

            let last = try #require(
                try await ann.get(rooms).body.firstMatch(of: /connections\/[0-9a-f-]+\/removal/)
            ).0
            let kept = try await shop.fill(rooms, [:], at: "\(rooms)/\(last)", ann)
            #expect(kept.status == .unprocessableContent)
            #expect(kept.body.contains("only way to sign in"))
        }
    }

    @Test func `a form that we did not show connects nothing`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit(openID: PretendOpenID()) { browser in
            _ = try await shop.signIn(browser)
            let answer = try await browser.post("\(rooms)/connections/google", ["form_token": "forged"])

            #expect(answer.status == .forbidden)
            #expect(answer.headers[values: .setCookie].isEmpty)
        }
    }

    private func connect(_ code: String, _ shop: WebShop, _ browser: Browser) async throws -> Browser.Answer {
        let page = try await shop.fill(rooms, [:], at: "\(rooms)/connections/google", browser)
        let address = try #require(page.body.firstMatch(of: /provider\.test\/authorize\?state=([^"]+)"/)).1
        #expect(page.headers[HTTPField.Name("Refresh") ?? .location]?.contains("provider.test") == true)
        return try await shop.arrive("state=\(address)&code=\(code)", browser)
    }
}
