import Commerce
import Testing

@Suite struct SecretVaultTests {
    private let row = "system_api_keys/store/stripe/secret_key"

    @Test func `what is sealed opens for its row`() throws {
        let vault = SecretVault(current: try key(1))

        let sealed = try vault.seal(Secret("sk_live_é"), for: row)

        #expect(try vault.open(sealed, for: row) == Secret("sk_live_é"))
        #expect(!sealed.contains("sk_live"))
    }

    @Test func `the same secret never looks the same twice`() throws {
        let vault = SecretVault(current: try key(1))

        #expect(try vault.seal(Secret("x"), for: row) != vault.seal(Secret("x"), for: row))
    }

    @Test func `a value moved to another row does not open`() throws {
        let vault = SecretVault(current: try key(1))
        let sealed = try vault.seal(Secret("sk_live"), for: row)

        #expect(throws: SecretVaultError.tampered) { try vault.open(sealed, for: "another row") }
    }

    @Test func `every changed character is noticed`() throws {
        let vault = SecretVault(current: try key(1))
        let sealed = try vault.seal(Secret("sk_live"), for: row)

        for index in sealed.indices {
            var changed = sealed
            changed.replaceSubrange(index...index, with: sealed[index] == "A" ? "Q" : "A")
            #expect(throws: SecretVaultError.self) { try vault.open(changed, for: row) }
        }
    }

    @Test func `a new master key opens what the old one sealed, as long as it is given`() throws {
        let sealed = try SecretVault(current: try key(1)).seal(Secret("sk_live"), for: row)

        let rotated = SecretVault(current: try key(2), previous: [try key(1)])
        #expect(try rotated.open(sealed, for: row) == Secret("sk_live"))
        #expect(throws: SecretVaultError.self) { try SecretVault(current: try key(2)).open(sealed, for: row) }
    }

    @Test func `nothing secret is printed`() throws {
        let secret = Secret("sk_live_51abcdef")

        #expect("\(secret) \(String(reflecting: secret))".contains("sk_") == false)
        #expect(secret.hint == "cdef")
        #expect(Secret("short").hint == nil)
        var dumped = ""
        dump(secret, to: &dumped)
        dump(try key(7), to: &dumped)
        #expect(!dumped.contains("sk_"))
    }

    @Test func `a short master key is none`() {
        #expect(SecretKey(Array(repeating: 1, count: 31)) == nil)
    }

    private func key(_ byte: UInt8) throws -> SecretKey {
        try #require(SecretKey(Array(repeating: byte, count: 32)))
    }
}
