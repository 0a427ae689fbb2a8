import Foundation
import Postgres
import TestSupport
import Testing

@testable import Commerce

@Suite(.database)
struct RealmTests {
    @Test func `one address has an account in each realm, and none opens another`() async throws {
        let bench = try AccountBench.open()
        let realms = [.platform, try await bench.store(slug: "one"), try await bench.store(slug: "two")]
        for (index, realm) in realms.enumerated() {
            try await bench.signUp("ann@people.test", realm, password: "password number \(index)")
            bench.clock.advance(600)
            _ = try await bench.answer(try await bench.lastLetter(to: "ann@people.test"), .signUp, realm)
        }

        for (index, realm) in realms.enumerated() {
            let session = try await bench.signIn("ann@people.test", realm, password: "password number \(index)")
            for other in realms {
                #expect(try await (bench.holder(session, other) != nil) == (other == realm))
                guard other != realm else { continue }
                await #expect(throws: SignInError.wrongCredentials) {
                    try await bench.signIn("ann@people.test", other, password: "password number \(index)")
                }
            }
        }
    }

    @Test func `a letter of one shop opens nothing in another`() async throws {
        let bench = try AccountBench.open()
        let (one, two) = (try await bench.store(slug: "one"), try await bench.store(slug: "two"))
        try await bench.signUp("ann@people.test", one)
        let letter = try await bench.lastLetter(to: "ann@people.test")

        await #expect(throws: AccountError.linkSpent) { try await bench.answer(letter, .signUp, two) }
        await #expect(throws: AccountError.linkSpent) { try await bench.answer(letter, .signUp) }
        _ = try await bench.answer(letter, .signUp, one)
    }

    @Test func `a guest's orders become the customer's once the address is confirmed, and not before`() async throws {
        let bench = try AccountBench.open()
        let realm = try await bench.store()
        let guest = UUID()
        try await bench.administrator.execute(
            "INSERT INTO customers (id, store_id, email) VALUES (\(guest), \(realm.store), 'Ann@people.test')")
        func owner() async throws -> ID<User>? {
            try await bench.administrator.one("SELECT user_id FROM customers WHERE id = \(guest)")[0]
        }

        try await bench.signUp("ann@people.test", realm)
        #expect(try await owner() == nil)
        let session = try await bench.answer(try await bench.lastLetter(to: "ann@people.test"), .signUp, realm)

        #expect(try await owner() == session.user.id)
    }

    @Test func `letters speak in the shop's name and language and lead to the shop`() async throws {
        let bench = try AccountBench.open()
        let realm = try await bench.store(language: "de-AT")

        try await bench.signUp("ann@people.test", realm)

        let letter = try await bench.lastLetter(to: "ann@people.test")
        #expect(letter.sender == "Hearth & Clay")
        #expect(letter.subject == "Bestätigen Sie Ihre E-Mail-Adresse")
        #expect(letter.action?.address.hasPrefix("https://shops.example/s/demo/account/confirm?token=") == true)
    }

    @Test func `a verified domain is where a shop's links lead`() async throws {
        let bench = try AccountBench.open()
        let realm = try await bench.store()
        try await bench.administrator.execute(
            "UPDATE stores SET store_domain = 'Pots.example', store_domain_verified_at = now()")

        #expect(try await bench.accounts.home(of: realm).base == "https://pots.example")
    }

    @Test func `a store that is deleted takes its customers' accounts along, and nobody else's`() async throws {
        let bench = try AccountBench.open()
        let realm = try await bench.store()
        _ = try await bench.customer("ann@people.test", realm)

        try await bench.administrator.execute("DELETE FROM stores WHERE id = \(realm.store)")

        #expect(try await bench.count("SELECT count(*) FROM auth.users WHERE email = 'ann@people.test'") == 0)
        #expect(try await bench.count("SELECT count(*) FROM auth.users") == 1)
    }

    @Test(arguments: [
        ("https://shops.example/welcome", true), ("https://shops.example", true),
        ("https://shops.example/s/demo/account", false), ("https://shops.example//s/evil", false),
        ("https://shops.example/%73/evil", false), ("https://shops.example/a/../s/evil", false),
        ("https://shops.example/a/%2e%2E/s/evil", false),
        ("https://evil.example", false), ("https://shops.example.evil.test", false), ("//evil.example", false),
        ("https://shops.example@evil.example", false), ("https://evil.example\\@shops.example", false),
        ("https://shops.example:444/", false), ("http://shops.example/", false), ("javascript:alert(1)", false),
        ("javascript://shops.example/%0aalert(1)", false), ("https://app.example/welcome/ann", true),
        ("https://app.example/welcomes", false), ("https://app.example/", false),
        ("com.example.app://callback", true), ("com.example.evil://callback", false), ("", false),
        ("https://shops.example/\r\nSet-Cookie: a=b", false), ("/dashboard", false),
    ])
    func `a link leads nowhere but home or where the operator allows`(asked: String, isFollowed: Bool) throws {
        var settings = AccountSettings(baseURL: "https://shops.example/")
        settings.allowedRedirects = ["https://app.example/welcome", "com.example.app://callback"]

        let target = RealmHome.platform(settings).redirect(asked, settings)

        #expect(target == (isFollowed ? asked : "https://shops.example"))
    }

    @Test(arguments: [
        ("https://shops.example/s/demo/cart?a=b", true), ("https://demo.shops.example/cart", true),
        ("https://shops.example/s/demonic", false), ("https://shops.example/s/other", false),
        ("https://shops.example/dashboard", false), ("https://other.shops.example/", false),
    ])
    func `a shop's link leads to that shop`(asked: String, isFollowed: Bool) async throws {
        let bench = try AccountBench.open()
        let home = try await bench.accounts.home(of: try await bench.store())

        #expect(home.redirect(asked, bench.accounts.settings) == (isFollowed ? asked : "https://shops.example/s/demo"))
    }
}
