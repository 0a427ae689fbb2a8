import Foundation
import Postgres
import TestSupport
import Testing

@testable import Commerce

@Suite(.database)
struct SignInTests {
    private let hasher = PasswordHasher(cost: 4)

    @Test func `an owner signs in, is found by the cookie, and is gone after signing out`() async throws {
        let database = try TestDatabase.current.database
        let owner = try await createOwner()
        try await TestDatabase.current.administrator.execute(
            "INSERT INTO stores (store_owner_id, store_name, store_slug) VALUES (\(owner.id), 'Ours', 'ours')"
        )

        let session = try await signIn("OWNER@shop.test")

        #expect(session.user == owner)
        let found = try #require(try await FindSession(database: database)(session.token.cookie))
        #expect(found.user == owner)
        #expect(found.memberships.map(\.store.slug) == ["ours"])
        try await SignOut(database: database)(session.token.cookie)
        #expect(try await FindSession(database: database)(session.token.cookie) == nil)
    }

    @Test(arguments: [("owner@shop.test", "wrong horse"), ("nobody@shop.test", "correct horse"), ("", "")])
    func `wrong credentials are all refused alike`(email: String, password: String) async throws {
        _ = try await createOwner()

        await #expect(throws: SignInError.wrongCredentials) {
            try await signIn(email, password: password)
        }
    }

    @Test func `an unknown address takes as long as a wrong password`() async throws {
        let slow = PasswordHasher(cost: 10)
        _ = try await createOwner(slow)

        let wrong = await time { _ = await slow.matches(Secret("wrong horse"), nil) }
        let unknown = await time {
            _ = try? await signIn("nobody@shop.test", password: "wrong horse", slow)
        }

        #expect(unknown >= wrong / 2)
    }

    @Test func `a banned account may not enter, and a session of it ends`() async throws {
        let database = try TestDatabase.current
        let owner = try await createOwner()
        let session = try await signIn(owner.email)

        try await database.administrator.execute(
            "UPDATE auth.users SET banned_until = now() + interval '1 day' WHERE id = \(owner.id)"
        )

        #expect(try await FindSession(database: database.database)(session.token.cookie) == nil)
        await #expect(throws: SignInError.wrongCredentials) {
            try await signIn(owner.email)
        }
    }

    @Test func `a session ends two weeks after its last use, and use prolongs it`() async throws {
        let database = try TestDatabase.current.database
        let owner = try await createOwner()
        let start = Date(timeIntervalSince1970: 1_800_000_000)
        let session = try await signIn(owner.email, now: start)
        func isFound(after days: Double) async throws -> Bool {
            let date = start + days * 86_400
            return try await FindSession(database: database, now: { date })(session.token.cookie) != nil
        }

        #expect(try await isFound(after: 10))
        #expect(try await isFound(after: 23))
        #expect(try await !isFound(after: 38))
    }

    @Test func `the database holds neither token nor password`() async throws {
        let database = try TestDatabase.current
        let owner = try await createOwner()
        let session = try await signIn(owner.email)

        let row = try await database.administrator.one(
            """
            SELECT encrypted_password, (SELECT token_hash FROM browser_sessions) AS token_hash FROM auth.users
            """
        )

        let password: String = try row["encrypted_password"]
        let hash: Bytes = try row["token_hash"]
        #expect(password.hasPrefix("$2b$04$"))
        #expect(hash == session.token.hash)
        #expect(Data(hash.bytes).base64URL != session.token.cookie)
    }

    @Test func `a password hashed cheaply is hashed anew when its owner signs in`() async throws {
        let database = try TestDatabase.current
        let owner = try await createOwner()

        _ = try await signIn(owner.email, PasswordHasher(cost: 5))

        let hash: PasswordHash = try await database.administrator.one("SELECT encrypted_password FROM auth.users")[0]
        #expect(hash.cost == 5)
        #expect(await hasher.matches(Secret("correct horse"), hash))
    }

    @Test func `an address has one account, whatever its case`() async throws {
        _ = try await createOwner()

        await #expect(throws: CreateOwnerError.addressTaken) {
            try await CreateOwner(database: TestDatabase.current.database, passwords: hasher)(
                email: #require(EmailAddress("Owner@SHOP.test")),
                password: try Password("correct horse")
            )
        }
    }

    @Test(arguments: ["", "no-at", "a@b", "a@b@c.d", "a b@c.de", "a@c.de\r\nBcc: x@y.z", "a@.de"])
    func `what is no address is not taken for one`(text: String) {
        #expect(EmailAddress(text) == nil)
    }

    @Test(arguments: ["", "short", String(repeating: "*", count: 43), String(repeating: "A", count: 44)])
    func `what is no token finds no session`(cookie: String) async throws {
        #expect(try await FindSession(database: TestDatabase.current.database)(cookie) == nil)
    }

    private func createOwner(_ hasher: PasswordHasher? = nil) async throws -> SignedInUser {
        try await CreateOwner(database: TestDatabase.current.database, passwords: hasher ?? self.hasher)(
            email: try #require(EmailAddress("owner@shop.test")),
            password: try Password("correct horse")
        )
    }

    private func signIn(
        _ email: String, password: String = "correct horse", _ hasher: PasswordHasher? = nil, now: Date = Date()
    ) async throws -> BrowserSession {
        let database = try TestDatabase.current.database
        let key = try #require(SecretKey(Array(repeating: 7, count: 32)))
        let accounts = Accounts(
            database: database,
            passwords: hasher ?? self.hasher,
            limiter: RateLimiter(database: database),
            vault: SecretVault(current: key),
            secretKey: key,
            settings: AccountSettings(baseURL: "https://shops.example"),
            now: { now }
        )
        let origin = SessionOrigin(address: InetAddress("192.0.2.7"), userAgent: "a browser")
        return try await SignIn(accounts)(email: email, password: Secret(password), from: origin)
    }

    private func time(_ work: () async throws -> Void) async rethrows -> Duration {
        try await ContinuousClock().measure { try await work() }
    }
}
