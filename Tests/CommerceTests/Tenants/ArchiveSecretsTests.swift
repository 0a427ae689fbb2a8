import Foundation
import Postgres
import TestSupport
import Testing

@testable import Commerce

@Suite(.database) struct ArchiveSecretsTests {
    private static let phrase = Secret("five random words of mine")
    private static let stripe = Secret("sk_test_travels0123456789")
    private static let mail = Secret("re_travels0123456789")
    private static let google = Secret("ga4_travels0123456789")
    private static let authenticator = Secret("JBSWY3DPEHPK3PXP")
    private static let factor = ID<Factor>(UUID(uuidString: "a0000004-0000-4000-8000-5e11c0de0000") ?? UUID())

    /// This installation's vault, and that of another with a master key of its own.
    private let here: SecretVault
    private let there: SecretVault

    init() throws {
        here = SecretVault(current: try #require(SecretKey(Array(repeating: 7, count: 32))))
        there = SecretVault(current: try #require(SecretKey(Array(repeating: 9, count: 32))))
    }

    private func secrets(_ vault: SecretVault, _ phrase: Secret = Self.phrase) throws -> ArchiveSecrets {
        try ArchiveSecrets(vault: vault, passphrase: phrase)
    }

    /// The seeded tenant with a secret in each place.
    private func open() async throws -> SeededTenants {
        let seeded = try await SeededTenants()
        let store = SeededTenants.store
        _ = try await seeded.administrator.pipeline([
            "DELETE FROM system_api_keys WHERE store_id = \(store)",
            """
            UPDATE email_configurations SET api_key_hint = '6789',
                api_key_encrypted = \(try here.seal(Self.mail, for: "email_configurations/\(store)"))
            WHERE store_id = \(store)
            """,
            """
            UPDATE analytics_configurations SET ga4_api_secret_hint = '6789',
                ga4_api_secret = \(try here.seal(Self.google, for: "analytics_configurations/\(store)/ga4_api_secret"))
            WHERE store_id = \(store)
            """,
            """
            UPDATE auth.mfa_factors SET secret = \(try here.seal(Self.authenticator, for: Factor.vaultRow(Self.factor)))
            WHERE id = \(Self.factor)
            """,
        ])
        try await seeded.database.transaction(as: .service(store: store)) { [here] db in
            try await SaveStoreSecret.run(
                Self.stripe, as: .stripeSecretKey, expiry: Date(timeIntervalSince1970: 2_000_000_000), in: store,
                vault: here, on: db)
        }
        return seeded
    }

    private func export(_ seeded: SeededTenants) async throws -> URL {
        let archive = seeded.archive
        let manifest = try await ExportTenant(database: seeded.database)(
            try await seeded.tenant(), to: archive, secrets: try secrets(here))
        #expect(manifest.secrets?.count == 4)
        _ = try await EraseTenant(database: seeded.database)(try await seeded.tenant())
        return archive
    }

    @Test func `secrets arrive under the other installation's master key, and work there`() async throws {
        let seeded = try await open()
        let archive = try await export(seeded)
        let bytes = String(decoding: try Data(contentsOf: archive), as: UTF8.self)
        for secret in [Self.stripe, Self.mail, Self.google, Self.authenticator] {
            #expect(bytes.contains(secret.reveal()) == false)
        }

        let arrived = try await ImportTenant(database: seeded.database)(
            archive, .init(secrets: try secrets(there)))

        #expect(arrived.secrets == 4)
        let store = SeededTenants.store
        let key = try await seeded.database.transaction(as: .service(store: store)) { [there] db in
            try await FindStoreSecret.run(.stripeSecretKey, in: store, vault: there, on: db)
        }
        #expect(key == Self.stripe)
        let rows = try await seeded.administrator.one(
            """
            SELECT e.api_key_encrypted AS mail, a.ga4_api_secret AS google, f.secret AS factor, f.user_id, k.expires_at,
                k.key_hint, e.api_key_hint, a.ga4_api_secret_hint
            FROM email_configurations e JOIN analytics_configurations a USING (store_id)
            JOIN system_api_keys k USING (store_id) JOIN auth.mfa_factors f ON f.id = \(Self.factor)
            WHERE e.store_id = \(store)
            """)
        #expect(try there.open(try rows["mail"], for: "email_configurations/\(store)") == Self.mail)
        #expect(
            try there.open(try rows["google"], for: "analytics_configurations/\(store)/ga4_api_secret") == Self.google)
        #expect(try there.open(try rows["factor"], for: Factor.vaultRow(Self.factor)) == Self.authenticator)
        #expect(try rows["user_id"] == SeededTenants.owner)
        #expect(try rows["expires_at"] == Date(timeIntervalSince1970: 2_000_000_000))
        for hint in ["key_hint", "api_key_hint", "ga4_api_secret_hint"] { #expect(try rows[hint] == "6789") }
    }

    @Test func `a wrong passphrase, and none where one is needed, write nothing`() async throws {
        let seeded = try await open()
        let archive = try await export(seeded)
        let before = try await seeded.rowCounts()
        let importing = ImportTenant(database: seeded.database)

        await #expect(throws: ArchiveSecretsError.passphraseWrong) {
            try await importing(archive, .init(secrets: try secrets(there, Secret("five other words of mine"))))
        }
        #expect(try await seeded.rowCounts() == before)
        #expect(throws: ArchiveSecretsError.passphraseTooShort) { try secrets(there, Secret("short")) }

        // Without a passphrase they stay sealed, and are entered again.
        let arrived = try await importing(archive)
        #expect(arrived.secrets == 0)
        #expect(arrived.manifest.leftBehind.secrets.contains("isolation-audit-a: stripe secret_key (…6789)"))
        #expect(arrived.manifest.leftBehind.secrets.contains("authenticator app of a-owner@isolation.invalid"))
        #expect(try await seeded.count("system_api_keys", where: "store_id = \(SeededTenants.store)") == 0)
    }

    @Test func `an archive without secrets is not opened with a passphrase`() async throws {
        let seeded = try await SeededTenants()
        let archive = seeded.archive
        _ = try await seeded.export(to: archive)
        _ = try await EraseTenant(database: seeded.database)(try await seeded.tenant())

        await #expect(throws: ArchiveSecretsError.noSecrets) {
            try await ImportTenant(database: seeded.database)(archive, .init(secrets: try secrets(there)))
        }
    }

    @Test func `secrets of another archive, and for another store, are refused`() async throws {
        let salt = Data(repeating: 1, count: 16)
        let own = ID<TenantManifest>(UUID())
        let secret = TenantSecret(
            place: .key, store: ID(UUID()), user: nil, id: nil, name: "stripe", type: "secret_key", hint: nil,
            expiry: nil, value: "x")
        let sealed = try secrets(here).seal([secret], salt: salt, for: own)

        #expect(try secrets(there).open(sealed, salt: salt, from: own) == [secret])
        #expect(throws: ArchiveSecretsError.passphraseWrong) {
            try secrets(there).open(sealed, salt: salt, from: ID(UUID()))
        }
        #expect(throws: ArchiveSecretsError.passphraseWrong) {
            try secrets(there).open(sealed.dropLast() + [0], salt: salt, from: own)
        }
    }

    @Test func `a secret that this installation cannot open stops the export with its name`() async throws {
        let seeded = try await SeededTenants()
        let archive = seeded.archive

        let error = await #expect(throws: ArchiveSecretsError.self) {
            try await ExportTenant(database: seeded.database)(
                try await seeded.tenant(), to: archive, secrets: try secrets(here))
        }

        #expect(error.map { "\($0)".contains("cannot be exported") } == true)
        #expect(FileManager.default.fileExists(atPath: archive.path) == false)
    }
}
