import Commerce
import Foundation
import Logging
import Postgres
import TestSupport
import Testing

@Suite(.database) struct MasterKeyTests {
    private let old = SecretKey(Array(repeating: 7, count: 32))
    private let new = SecretKey(Array(repeating: 8, count: 32))
    private let third = SecretKey(Array(repeating: 9, count: 32))

    @Test func `every sealed value opens before, during and after a rotation`() async throws {
        let shop = try await Shop.open(cards: true)
        try await keepEverySecret(shop, SecretVault(current: try #require(old)))
        let vault = try vault([new, old])

        let count = try await RotateMasterKey(database: shop.database, vault: vault)()

        #expect(count == 10)
        let after = SecretVault(current: try #require(new))
        try await expectSecretsOpen(shop, after)
        #expect(try await states(shop) == [try name(old): "retired", try name(new): "current"])
    }

    @Test func `a rotation waits for the programs that run, and says which`() async throws {
        let shop = try await Shop.open(cards: true)
        let behind = SecretVault(current: try #require(old))
        try await HoldKeys(database: shop.database, vault: behind, program: "slow program")()
        let rotate = RotateMasterKey(
            database: shop.database, vault: try vault([new, old]), patience: .milliseconds(300))

        await #expect(throws: RotateMasterKeyError.programsWithout(try name(new), ["slow program"])) {
            try await rotate()
        }

        #expect(try await states(shop) == [try name(old): "current"])
    }

    @Test func `a running program takes up the new key by itself`() async throws {
        let shop = try await Shop.open(cards: true)
        let server = try vault([new, old])
        let hold = HoldKeys(database: shop.database, vault: server, program: "server")
        try server.ring.seal(with: try name(old))
        try await shop.administrator.execute(
            "INSERT INTO master_keys (name, state) VALUES (\(try name(old)), 'current')")
        try await hold()
        #expect(server.ring.sealing == (try name(old)))

        async let serving: Void = keepSpeaking(hold)
        _ = try await RotateMasterKey(database: shop.database, vault: try vault([new, old]))()
        try await serving

        #expect(server.ring.sealing == (try name(new)))
    }

    @Test func `a rotation that was killed anywhere goes on where it was, and may be followed by another`() async throws
    {
        let shop = try await Shop.open(cards: true)
        try await keepEverySecret(shop, SecretVault(current: try #require(old)))
        let first = try vault([new, old])
        // As a kill between promotion and the last slice leaves it.
        try await shop.administrator.execute("UPDATE master_keys SET state = 'previous'")
        try await shop.administrator.execute(
            "INSERT INTO master_keys (name, state) VALUES (\(try name(new)), 'current')")
        try first.ring.seal(with: try name(new))
        let letters = SealedColumn.all.filter { $0.table == "jobs" }
        let some = try await RewrapSecrets(database: shop.database, vault: first, columns: letters)()
        try await HoldKeys(database: shop.database, vault: first, program: "server").finishRotation()
        #expect(some.rewrapped == 1)

        let left = try await RotateMasterKey(database: shop.database, vault: try vault([new, old]))()
        #expect(left == 0)
        _ = try await HoldKeys(database: shop.database, vault: first, program: "server").leave()
        let again = try await RotateMasterKey(database: shop.database, vault: try vault([third, new]))()

        #expect(again == 10)
        try await expectSecretsOpen(shop, SecretVault(current: try #require(third)))
    }

    @Test func `a value that does not open is named and stops the end of the old key`() async throws {
        let shop = try await Shop.open(cards: true)
        try await shop.administrator.execute(
            "UPDATE system_api_keys SET key_type = 'moved' WHERE key_type = 'secret_key'")

        await #expect(throws: RotateMasterKeyError.self) {
            try await RotateMasterKey(database: shop.database, vault: try vault([new, old]))()
        }

        let row = try await shop.administrator.one("SELECT count(*) AS n FROM master_keys WHERE state = 'retired'")
        #expect(try row.decode("n", as: Int.self) == 0)
    }

    @Test func `what a key sealed stays sealed by it until it is wrapped anew`() throws {
        let before = SecretVault(current: try #require(old))
        let both = try vault([new, old])
        let sealed = try before.seal(Secret("whsec_of_a_shop"), for: "row")

        let rewrapped = try both.rewrap(sealed, for: "row")

        #expect(rewrapped.split(separator: ".").last == sealed.split(separator: ".").last)
        #expect(try SecretVault(current: try #require(new)).open(rewrapped, for: "row") == Secret("whsec_of_a_shop"))
        #expect(throws: SecretVaultError.tampered) { try both.rewrap(sealed, for: "another row") }
    }

    @Test func `no column holds sealed values that a rotation does not know`() async throws {
        let shop = try await Shop.open(cards: true)
        try await keepEverySecret(shop, SecretVault(current: try #require(old)))

        let found = try await sealedColumns(shop.administrator)

        #expect(found.subtracting(SealedColumn.all.map { "\($0.table).\($0.column)" }) == [])
        #expect(found == Set(SealedColumn.all.map { "\($0.table).\($0.column)" }), "a line without a value to prove it")
    }

    @Test func `uses are counted in memory and written at once`() async throws {
        let shop = try await Shop.open(cards: true)
        let uses = Shop.vault.uses
        let record = RecordKeyUses(database: shop.database, uses: uses, logger: Logger(label: "test"))
        for _ in 1...3 {
            try await shop.database.transaction(as: .service(store: shop.store)) { db in
                _ = try await FindStoreSecret.run(.stripeSecretKey, in: shop.store, vault: Shop.vault, on: db)
            }
        }
        #expect(try await keys(shop).first { $0.kind == .stripeSecretKey }?.useCount == 0)

        await record.flush()
        await record.flush()

        let key = try #require(try await keys(shop).first { $0.kind == .stripeSecretKey })
        #expect(key.useCount == 3)
        #expect(key.lastUse != nil)
    }

    // MARK: -

    private func vault(_ keys: [SecretKey?]) throws -> SecretVault {
        let keys = keys.compactMap(\.self)
        return SecretVault(try KeyRing { keys })
    }

    private func name(_ key: SecretKey?) throws -> String { try #require(key).name }

    private func keepSpeaking(_ hold: HoldKeys) async throws {
        for _ in 1...100 {
            try await hold()
            try await Task.sleep(for: .milliseconds(30))
        }
    }

    private func keys(_ shop: Shop) async throws -> [StoredKey] {
        try await shop.database.transaction(as: .service(store: nil)) { db in try await StoredKey.list(on: db) }
    }

    private func states(_ shop: Shop) async throws -> [String: String] {
        let rows = try await shop.administrator.query("SELECT name, state FROM master_keys")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0["name"], try $0["state"]) })
    }

    /// One of each kind, all written by their use cases.
    private func keepEverySecret(_ shop: Shop, _ vault: SecretVault) async throws {
        let address = try #require(EmailAddress("shop@example.test"))
        let email = EmailConfiguration(provider: .resend, sender: address, senderName: "Shop", replyTo: nil)
        let analytics = AnalyticsConfiguration(
            googleAnalytics: .init(id: "G-ABC", secret: Secret("google-secret"), isEnabled: true),
            meta: .init(id: "123", secret: Secret("meta-secret-of-a-shop"), isEnabled: true))
        try await shop.database.transaction(as: .owner(user: shop.owner, store: shop.store)) { db in
            try await SaveEmailConfiguration.run(
                email, key: Secret("re_key_of_a_shop"), in: shop.store, vault: vault, on: db)
            try await SaveAnalyticsConfiguration.run(analytics, in: shop.store, vault: vault, on: db)
        }
        try await shop.database.transaction(as: .service(store: shop.store)) { db in
            let letter = Letter(to: address, subject: "Hello", paragraphs: ["There"])
            try await QueueLetter.run(letter, in: shop.store, vault: vault, on: db)
            // With a secret before the one that signs.
            let webhooks = ChangeWebhooks(in: shop.store, vault: vault)
            let receiver = try WebhookAddress("https://receiver.test/", .publicOnly)
            let added = try await webhooks.add(receiver, topics: [.orderPaid], on: db)
            _ = try await webhooks.rotate(added.id, on: db)
        }
        let signing = try vault.seal(Secret("a private key"), for: "token_signing_keys/kid")
        try await shop.administrator.execute(
            """
            INSERT INTO token_signing_keys (kid, state, public_x, public_y, sealed_private_key)
            VALUES ('kid', 'current', 'x', 'y', \(signing))
            """)
        let factor = UUID()
        let totp = try vault.seal(Secret("JBSWY3DPEHPK3PXP"), for: "mfa_factors/\(ID<User>(factor))")
        try await shop.administrator.execute(
            """
            INSERT INTO auth.mfa_factors (id, user_id, factor_type, status, secret, created_at, updated_at)
            VALUES (\(factor), \(shop.owner), 'totp', 'verified', \(totp), now(), now())
            """)
        try await shop.administrator.execute(
            "INSERT INTO master_keys (name, state) VALUES (\(vault.ring.newest), 'current') ON CONFLICT DO NOTHING")
    }

    private func expectSecretsOpen(_ shop: Shop, _ vault: SecretVault) async throws {
        try await shop.database.transaction(as: .service(store: shop.store)) { db in
            let stripe = try await FindStoreSecret.run(.stripeSecretKey, in: shop.store, vault: vault, on: db)
            let webhook = try await FindStoreSecret.run(.stripeWebhookSecret, in: shop.store, vault: vault, on: db)
            let email = try await FindEmailKey.run(in: shop.store, vault: vault, on: db)
            let google = try await FindAnalyticsSecret.run(.googleAnalytics, in: shop.store, vault: vault, on: db)
            let meta = try await FindAnalyticsSecret.run(.meta, in: shop.store, vault: vault, on: db)
            #expect(stripe == Secret("sk_test_of_shop"))
            #expect(webhook == Secret("whsec_of_a_shop"))
            #expect(email == Secret("re_key_of_a_shop"))
            #expect(google == Secret("google-secret"))
            #expect(meta == Secret("meta-secret-of-a-shop"))
        }
        let waiting = try await RewrapSecrets(database: shop.database, vault: vault).count()
        #expect(waiting == 0)
    }

    /// Columns of any table in which a value looks sealed, such as `jobs.payload`.
    private func sealedColumns(_ administrator: Connection) async throws -> Set<String> {
        let columns = try await administrator.query(
            """
            SELECT format('%I.%I', c.table_schema, c.table_name) AS place, c.table_schema AS home, c.table_name AS relation,
                c.column_name AS name
            FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
            WHERE t.table_type = 'BASE TABLE' AND c.table_schema IN ('public', 'auth', 'app', 'partitions')
            """)
        var found: Set<String> = []
        for column in columns {
            let (home, relation) = (
                try column.decode("home", as: String.self), try column.decode("relation", as: String.self)
            )
            let name: String = try column["name"]
            let row = try await administrator.one(
                """
                SELECT EXISTS (SELECT FROM \(SQL.identifier(home)).\(SQL.identifier(relation))
                    WHERE \(SQL.identifier(name))::text ~ 'v1[.][0-9a-f]{8}[.][A-Za-z0-9_-]{60,}[.]') AS sealed
                """)
            if try row.decode("sealed", as: Bool.self) {
                found.insert(home == "public" ? "\(relation).\(name)" : "\(home).\(relation).\(name)")
            }
        }
        return found
    }
}
