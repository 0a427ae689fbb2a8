import Postgres
import Testing

@testable import Commerce

@Suite
struct PasswordHasherTests {
    private let hasher = PasswordHasher(cost: 4)

    @Test func `a password matches its own hash and no other does`() async throws {
        let hash = try await hasher.hash(try Password("correct horse"))

        #expect(await hasher.matches(Secret("correct horse"), hash))
        #expect(await !hasher.matches(Secret("correct horsf"), hash))
        #expect(await !hasher.matches(Secret(""), hash))
    }

    @Test func `the same password is hashed differently each time, at the chosen cost`() async throws {
        let first = try await hasher.hash(try Password("correct horse"))
        let second = try await hasher.hash(try Password("correct horse"))

        #expect(first != second)
        #expect(first.cost == 4)
    }

    /// From the test vectors of the Openwall crypt_blowfish, whose format Supabase Auth uses too.
    @Test(arguments: [
        ("U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"),
        ("U*U*", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK"),
    ])
    func `hashes made by others are understood`(password: String, hash: String) async {
        #expect(await hasher.matches(Secret(password), PasswordHash(postgresValue: hash)))
    }

    @Test func `nothing matches where there is no hash, or a broken one`() async {
        #expect(await !hasher.matches(Secret("correct horse"), nil))
        #expect(await !hasher.matches(Secret("correct horse"), PasswordHash(postgresValue: "*0")))
        #expect(await !hasher.matches(Secret("correct horse"), PasswordHash(postgresValue: "")))
    }

    @Test func `a password with a hidden end does not open the account`() async throws {
        let long = String(repeating: "x", count: Password.longest)
        let hash = try await hasher.hash(try Password(long))

        #expect(await hasher.matches(Secret(long), hash))
        #expect(await !hasher.matches(Secret(long + "y"), hash))
        #expect(await !hasher.matches(Secret("correct horse\0"), try hasher.hash(try Password("correct horse"))))
    }

    @Test func `passwords that bcrypt cannot keep whole are refused`() {
        #expect(throws: PasswordError.tooShort) { try Password("seven77") }
        #expect(throws: PasswordError.tooLong) { try Password(String(repeating: "é", count: 37)) }
        #expect(throws: PasswordError.unreadable) { try Password("correct\0horse") }
    }

    @Test func `neither hash nor token prints itself`() async throws {
        let hash = try await hasher.hash(try Password("correct horse"))

        #expect("\(hash)" == "[redacted]")
        #expect(String(reflecting: SessionToken()).contains("redacted"))
    }
}
