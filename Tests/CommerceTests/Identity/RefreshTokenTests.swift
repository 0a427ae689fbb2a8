import Foundation
import Postgres
import TestSupport
import Testing

@testable import Commerce

@Suite(.database)
struct RefreshTokenTests {
    @Test func `each refresh gives the next token, and the one before no more after ten seconds`() async throws {
        let bench = try TokenBench.open()
        let first = try await bench.signUp("ann@people.test")
        let second = try await bench.tokens.refresh(first.refreshToken, in: .platform)
        #expect(second.refreshToken != first.refreshToken)

        bench.accounts.clock.advance(11)
        await #expect(throws: RefreshError.alreadyUsed) {
            try await bench.tokens.refresh(first.refreshToken, in: .platform)
        }

        // Somebody has shown a used token: the thief or the owner. Both are out.
        await #expect(throws: RefreshError.notFound) {
            try await bench.tokens.refresh(second.refreshToken, in: .platform)
        }
    }

    @Test func `whoever lost the answer gets the same one within ten seconds`() async throws {
        let bench = try TokenBench.open()
        let first = try await bench.signUp("ann@people.test")
        let second = try await bench.tokens.refresh(first.refreshToken, in: .platform)
        let third = try await bench.tokens.refresh(second.refreshToken, in: .platform)
        bench.accounts.clock.advance(9)

        let again = try await bench.tokens.refresh(first.refreshToken, in: .platform)

        #expect(again.refreshToken == third.refreshToken)
        _ = try await bench.tokens.refresh(third.refreshToken, in: .platform)
    }

    @Test func `eight who refresh at once get one and the same`() async throws {
        let bench = try TokenBench.open()
        let grant = try await bench.signUp("ann@people.test")

        let next = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<8 {
                group.addTask { try await bench.tokens.refresh(grant.refreshToken, in: .platform).refreshToken }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }

        #expect(next.count == 1)
        #expect(try await bench.accounts.count("SELECT count(*) FROM auth.refresh_tokens WHERE NOT revoked") == 1)
    }

    @Test(arguments: ["", "short", String(repeating: "A", count: 32), String(repeating: "*", count: 32)])
    func `what is no token refreshes nothing`(text: String) async throws {
        let bench = try TokenBench.open()

        await #expect(throws: RefreshError.notFound) { try await bench.tokens.refresh(text, in: .platform) }
    }

    @Test func `a shop's token refreshes nothing elsewhere`() async throws {
        let bench = try TokenBench.open()
        let grant = try await bench.signUp("ann@people.test", try await bench.accounts.store())

        await #expect(throws: RefreshError.notFound) {
            try await bench.tokens.refresh(grant.refreshToken, in: .platform)
        }
    }

    @Test func `a banned account refreshes nothing`() async throws {
        let bench = try TokenBench.open()
        let grant = try await bench.signUp("ann@people.test")
        try await bench.accounts.administrator.execute("UPDATE auth.users SET banned_until = 'infinity'")

        await #expect(throws: RefreshError.banned) {
            try await bench.tokens.refresh(grant.refreshToken, in: .platform)
        }
    }

    @Test func `the database keeps hashes alone`() async throws {
        let bench = try TokenBench.open()
        let first = try await bench.signUp("ann@people.test")
        let second = try await bench.tokens.refresh(first.refreshToken, in: .platform)

        let kept: [String] = try await bench.accounts.administrator.query(
            "SELECT token FROM auth.refresh_tokens UNION ALL SELECT parent FROM auth.refresh_tokens WHERE parent <> ''"
        ).map { try $0[0] }

        #expect(kept.count == 3)
        #expect(!kept.contains { $0 == first.refreshToken || $0 == second.refreshToken })
    }
}
