import Commerce
import Foundation
import Postgres

/// Signing in and refreshing, apart from what the hash of a password costs. Absolute figures: eight tasks, each with an
/// account of its own, one after the other.
struct SignInBenchmark {
    private static let password = "correct horse battery"
    private static let seconds = 4.0

    let database: BenchmarkDatabase

    /// Lines for the report.
    func report() async throws -> [String] {
        let configuration = DatabaseConfiguration(
            connectionString: database.server.connectionString(user: "sellusgenie_app"))
        let pool = Database(configuration: configuration, logger: database.logger)
        let tokens = try Self.tokens(on: pool)
        let people = (0..<Benchmarks.clients).map { "person\($0)@bench.test" }
        for person in people { try await Self.signUp(person, tokens.accounts) }
        var lines = [
            line(
                "password sign-in, the hash at cost 4",
                try await latencies(people) { person, _ in
                    _ = try await Self.signIn(person, tokens)
                    return ""
                })
        ]
        lines.append(
            line(
                "refresh of a session",
                try await latencies(people) { person, token in
                    guard let token else { return try await Self.signIn(person, tokens).refreshToken }
                    return try await tokens.refresh(token, in: .platform).refreshToken
                }))
        await pool.drain()
        for cost in [4, 12] { lines.append(try await hashLine(cost)) }
        return lines
    }

    private static func tokens(on pool: Database) throws -> AccessTokens {
        guard let key = SecretKey((0..<32).map { UInt8($0) }) else { throw BenchmarkError.unexpectedOutput("no key") }
        let vault = SecretVault(current: key)
        var settings = AccountSettings(baseURL: "https://bench.test")
        settings.confirmsByItself = true
        let accounts = Accounts(
            database: pool, passwords: PasswordHasher(cost: 4), limiter: RateLimiter(database: pool), vault: vault,
            secretKey: key, settings: settings)
        return AccessTokens(
            accounts, keys: SigningKeys(database: pool, vault: vault, secretKey: key), secretKey: key)
    }

    private static let origin = SessionOrigin(address: InetAddress("192.0.2.1"), userAgent: "bench")

    private static func signUp(_ person: String, _ accounts: Accounts) async throws {
        guard let email = EmailAddress(person) else { return }
        _ = try await SignUp(accounts)(email: email, password: try Password(password), from: origin)
    }

    private static func signIn(_ person: String, _ tokens: AccessTokens) async throws -> TokenGrant {
        try await tokens.signIn(email: person, password: Secret(password), in: .platform, from: origin)
    }

    /// Seconds of each call; what a call answers is handed to the next of the same task.
    private func latencies(
        _ people: [String], _ call: @escaping @Sendable (String, String?) async throws -> String
    ) async throws -> [Double] {
        try await withThrowingTaskGroup(of: [Double].self) { group in
            for person in people {
                group.addTask {
                    var (times, last): ([Double], String?) = ([], nil)
                    let end = ContinuousClock.now + .seconds(Self.seconds)
                    while .now < end {
                        let start = ContinuousClock.now
                        last = try await call(person, last)
                        times.append((.now - start) / .seconds(1))
                    }
                    return times
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    private func line(_ name: String, _ times: [Double]) -> String {
        let sorted = times.sorted()
        let p99 = sorted[min(sorted.count - 1, sorted.count * 99 / 100)] * 1_000
        return "| \(name) | \(Int(Double(times.count) / Self.seconds)) /s, p99 \(String(format: "%.1f", p99)) ms | – |"
    }

    private func hashLine(_ cost: Int) async throws -> String {
        let (hasher, times) = (PasswordHasher(cost: cost), 8)
        let start = ContinuousClock.now
        for _ in 0..<times { _ = try await hasher.hash(try Password(Self.password)) }
        let each = (ContinuousClock.now - start) / .milliseconds(times)
        return "| the hash alone, at cost \(cost) | \(String(format: "%.1f", each)) ms | – |"
    }
}
