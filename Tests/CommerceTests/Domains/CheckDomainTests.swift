import Commerce
import Foundation
import Postgres
import Synchronization
import TestSupport
import Testing

@Suite(.database) struct CheckDomainTests {
    /// Answers what it was last told.
    private final class Records: DNSResolver {
        private let answer: Mutex<DNSAnswer>

        init(_ answer: DNSAnswer) { self.answer = Mutex(answer) }

        func set(_ answer: DNSAnswer) { self.answer.withLock { $0 = answer } }

        func textRecords(of name: String) async -> DNSAnswer {
            name == "_sellusgenie.shop.test" ? answer.withLock { $0 } : .records([])
        }
    }

    private func prove(_ shop: Shop) async throws -> (Records, CheckDomain) {
        try await shop.administrator.execute("UPDATE stores SET store_domain = 'shop.test' WHERE id = \(shop.store)")
        let row = try await shop.administrator.one("SELECT store_domain_token FROM stores WHERE id = \(shop.store)")
        let records = Records(.records([try row[0]]))
        let check = CheckDomain(database: shop.database, resolver: records, vault: Shop.vault)
        try await check(shop.store)
        return (records, check)
    }

    private func isServed(_ shop: Shop) async throws -> Bool {
        try await shop.administrator.one("SELECT count(*) AS n FROM app.find_store('shop.test')").decode("n") == 1
    }

    private func letters(_ shop: Shop) async throws -> Int {
        try await shop.administrator.one("SELECT count(*) AS n FROM jobs WHERE kind = 'letters.send'").decode("n")
    }

    /// As if the last look and what it found were that long ago.
    private func wait(_ days: Int, _ shop: Shop) async throws {
        try await shop.administrator.execute(
            """
            UPDATE domain_checks SET checked_at = checked_at - \(days) * interval '1 day',
                failing_since = failing_since - \(days) * interval '1 day'
            """
        )
        try await shop.administrator.execute(
            "UPDATE stores SET store_domain_verified_at = store_domain_verified_at - \(days) * interval '1 day'")
    }

    @Test func `a proof that goes missing is waited for, and lost after days`() async throws {
        let shop = try await Shop.open()
        let (records, check) = try await prove(shop)
        #expect(try await isServed(shop))

        records.set(.records(["something else"]))
        try await wait(2, shop)
        try await check.due()
        #expect(try await isServed(shop))
        #expect(try await letters(shop) == 1)

        records.set(.records([]))
        try await wait(2, shop)
        try await check.due()
        #expect(try await isServed(shop))
        #expect(try await letters(shop) == 1)

        try await wait(2, shop)
        try await check.due()
        #expect(try await !isServed(shop))
        #expect(try await letters(shop) == 2)
    }

    @Test func `a proof that comes back ends the waiting`() async throws {
        let shop = try await Shop.open()
        let (records, check) = try await prove(shop)
        let proof = await records.textRecords(of: "_sellusgenie.shop.test")

        for answer in [DNSAnswer.records([]), proof, .records([]), proof] {
            records.set(answer)
            try await wait(2, shop)
            try await check.due()
            #expect(try await isServed(shop))
        }
    }

    @Test func `silence proves nothing either way`() async throws {
        let shop = try await Shop.open()
        let (records, check) = try await prove(shop)

        records.set(.unanswered)
        for _ in 0..<5 {
            try await wait(2, shop)
            try await check.due()
        }

        #expect(try await isServed(shop))
        #expect(try await letters(shop) == 0)
    }

    @Test func `what was looked at today is left alone`() async throws {
        let shop = try await Shop.open()
        let (records, check) = try await prove(shop)
        records.set(.records([]))

        try await check.due()

        #expect(try await letters(shop) == 0)
    }

    @Test func `an answer about a domain that was replaced meanwhile proves nothing`() async throws {
        struct Replacing: DNSResolver {
            let shop: Shop
            let token: String

            func textRecords(of name: String) async -> DNSAnswer {
                _ = try? await shop.administrator.execute(
                    "UPDATE stores SET store_domain = 'bank.test' WHERE id = \(shop.store)")
                return .records([token])
            }
        }
        let shop = try await Shop.open()
        try await shop.administrator.execute("UPDATE stores SET store_domain = 'shop.test' WHERE id = \(shop.store)")
        let row = try await shop.administrator.one("SELECT store_domain_token FROM stores WHERE id = \(shop.store)")
        let resolver = Replacing(shop: shop, token: try row[0])

        let outcome = try await CheckDomain(database: shop.database, resolver: resolver, vault: Shop.vault)(shop.store)

        #expect(outcome == nil)
        let store = try await shop.administrator.one(
            "SELECT store_domain_verified_at FROM stores WHERE id = \(shop.store)")
        #expect(try store.decode("store_domain_verified_at", as: Date?.self) == nil)
    }
}
