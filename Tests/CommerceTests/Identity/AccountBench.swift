import Foundation
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import Commerce

/// The use cases of accounts over this test's database, with a clock that the test turns.
struct AccountBench: Sendable {
    static let base = "https://shops.example"
    static let password = "correct horse battery"

    let accounts: Accounts
    let administrator: Connection
    let clock: Clock

    final class Clock: Sendable {
        private let time: Mutex<Date>

        init(_ date: Date) { time = Mutex(date) }

        var now: Date { time.withLock { $0 } }

        func advance(_ seconds: TimeInterval) { time.withLock { $0 += seconds } }
    }

    static func open(change: (inout AccountSettings) -> Void = { _ in }) throws -> AccountBench {
        let test = try TestDatabase.current
        let key = try #require(SecretKey(Array(repeating: 7, count: 32)))
        var settings = AccountSettings(baseURL: base)
        change(&settings)
        let clock = Clock(Date(timeIntervalSince1970: 1_800_000_000))
        let accounts = Accounts(
            database: test.database,
            passwords: PasswordHasher(cost: 4),
            limiter: RateLimiter(database: test.database, now: { clock.now }),
            vault: SecretVault(current: key),
            secretKey: key,
            settings: settings,
            now: { clock.now }
        )
        return AccountBench(accounts: accounts, administrator: test.administrator, clock: clock)
    }

    /// A store to have customers in.
    func store(slug: String = "demo", name: String = "Hearth & Clay", language: String = "en") async throws -> Realm {
        let owner = try await CreateOwner(database: accounts.database, passwords: accounts.passwords)(
            email: try address("\(slug)@owner.test"), password: try Password(Self.password))
        try await administrator.execute(
            """
            UPDATE store_owner_subscriptions SET plan_type = 'enterprise', status = 'active'
            WHERE store_owner_id = \(owner.id)
            """
        )
        let id = ID<Store>(UUID())
        try await administrator.execute(
            """
            INSERT INTO stores (id, store_owner_id, store_name, store_slug, language)
            VALUES (\(id), \(owner.id), \(name), \(slug), \(language))
            """
        )
        return .store(id)
    }

    func address(_ text: String) throws -> EmailAddress { try #require(EmailAddress(text)) }

    func origin(_ address: String = "192.0.2.1") -> SessionOrigin {
        SessionOrigin(address: InetAddress(address), userAgent: "a test")
    }

    @discardableResult
    func signUp(_ email: String, _ realm: Realm = .platform, password: String = password) async throws
        -> SignUp.Outcome
    {
        try await SignUp(accounts)(
            email: address(email), password: try Password(password), in: realm, from: origin())
    }

    /// Signs up and answers the letter.
    func customer(_ email: String, _ realm: Realm = .platform) async throws -> BrowserSession {
        try await signUp(email, realm)
        return try await answer(try await lastLetter(to: email), .signUp, realm)
    }

    func answer(_ letter: Letter, _ type: VerificationType, _ realm: Realm = .platform) async throws -> BrowserSession {
        let session = try await AnswerLetter(accounts).openingBrowserSession(
            .link(letter.token), type, in: realm, from: origin())
        return try #require(session)
    }

    func signIn(
        _ email: String, _ realm: Realm = .platform, password: String = password, from address: String = "192.0.2.1"
    ) async throws -> BrowserSession {
        try await SignIn(accounts)(email: email, password: Secret(password), in: realm, from: origin(address))
    }

    func holder(_ session: BrowserSession, _ realm: Realm = .platform) async throws -> SessionHolder? {
        try await FindSession(database: accounts.database, now: { clock.now }).whoever(session.token.cookie, in: realm)
    }

    /// Every letter to an address, the oldest first.
    func letters(to email: String) async throws -> [Letter] {
        let rows = try await administrator.query(
            "SELECT payload FROM jobs WHERE kind = \(QueueLetter.kind) ORDER BY id")
        return try rows.map { try $0.decode("payload", as: JSON.self).decode(SealedLetter.self) }
            .map { try $0.open(with: accounts.vault) }
            .filter { $0.recipient.lowercased() == email.lowercased() }
    }

    func lastLetter(to email: String) async throws -> Letter {
        try #require(try await letters(to: email).last)
    }

    func count(_ sql: SQL) async throws -> Int { try await administrator.one(sql)[0] }
}

extension Letter {
    /// The link's token.
    var token: String {
        let query = action?.address.split(separator: "token=").last ?? ""
        return String(query.prefix { $0 != "&" })
    }

    /// The six digits.
    var code: String {
        paragraphs.compactMap { $0.firstMatch(of: /[0-9]{6}/).map { String($0.output) } }.last ?? ""
    }
}
