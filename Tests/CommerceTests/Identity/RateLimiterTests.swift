import Foundation
import Postgres
import TestSupport
import Testing

@testable import Commerce

@Suite(.database)
struct RateLimiterTests {
    private static let three = RateLimit("test", 3, per: 30)

    @Test func `three at once, and then one more each ten seconds`() async throws {
        let (limiter, clock) = try limiter()
        for _ in 0..<3 { try await limiter.take(Self.three, of: "ann") }

        let refusal = await #expect(throws: RateLimited.self) { try await limiter.take(Self.three, of: "ann") }

        #expect(refusal?.seconds == 10)
        try await limiter.take(Self.three, of: "bob")
        clock.advance(10.1)
        try await limiter.take(Self.three, of: "Ann")
        await #expect(throws: RateLimited.self) { try await limiter.take(Self.three, of: "ann") }
    }

    @Test func `several programs share a bucket`() async throws {
        let (one, _) = try limiter()
        let (two, _) = try limiter()

        let passed = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<20 {
                group.addTask { (try? await (index % 2 == 0 ? one : two).take(Self.three, of: "ann")) != nil }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }

        #expect(passed == 3)
    }

    @Test func `a flood is refused without asking the database`() async throws {
        let (limiter, _) = try limiter()
        for _ in 0..<3 { try await limiter.take(Self.three, of: "ann") }
        _ = try? await limiter.take(Self.three, of: "ann")
        try await TestDatabase.current.administrator.execute("DROP TABLE rate_limits")

        await #expect(throws: RateLimited.self) { try await limiter.take(Self.three, of: "ann") }
    }

    @Test func `wide buckets are drawn from by handfuls`() async throws {
        let (limiter, _) = try limiter()
        let wide = RateLimit("wide", 100, per: 100)
        try await limiter.take(wide, of: "ann")
        try await TestDatabase.current.administrator.execute("DROP TABLE rate_limits")

        for _ in 0..<4 { try await limiter.take(wide, of: "ann") }
        await #expect(throws: PostgresError.self) { try await limiter.take(wide, of: "ann") }
    }

    @Test func `a house with a network of IPv6 is one guest`() async throws {
        let (limiter, _) = try limiter()
        for host in 1...3 { try await limiter.take(Self.three, from: InetAddress("2001:db8::\(host)")) }

        await #expect(throws: RateLimited.self) { try await limiter.take(Self.three, from: InetAddress("2001:db8::9")) }
        try await limiter.take(Self.three, from: InetAddress("2001:db8:0:1::9"))
    }

    @Test func `guessing a password locks out the guesser and not the owner`() async throws {
        let bench = try AccountBench.open()
        _ = try await bench.customer("ann@people.test")
        for _ in 0..<RateLimit.signInToAccount.capacity {
            await #expect(throws: SignInError.wrongCredentials) {
                try await bench.signIn("ann@people.test", password: "a guess", from: "198.51.100.66")
            }
        }

        await #expect(throws: RateLimited.self) {
            try await bench.signIn("ann@people.test", from: "198.51.100.66")
        }
        for _ in 0..<30 { _ = try await bench.signIn("ann@people.test", from: "192.0.2.1") }
    }

    @Test func `an address is not flooded with letters`() async throws {
        let bench = try AccountBench.open()
        let reset = RequestPasswordReset(bench.accounts)
        let email = try bench.address("ann@people.test")
        for host in 1...3 { try await reset(email: email, from: InetAddress("192.0.2.\(host)")) }

        let refusal = await #expect(throws: RateLimited.self) {
            try await reset(email: email, from: InetAddress("192.0.2.9"))
        }

        #expect(refusal?.limit == .letters)
    }

    private func limiter() throws -> (RateLimiter, AccountBench.Clock) {
        let clock = AccountBench.Clock(Date(timeIntervalSince1970: 1_800_000_000))
        return (RateLimiter(database: try TestDatabase.current.database, now: { clock.now }), clock)
    }
}
