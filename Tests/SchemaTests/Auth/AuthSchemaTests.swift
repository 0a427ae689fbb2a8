import Commerce
import Foundation
import Postgres
import Schema
import TestSupport
import Testing

/// The schema `auth` where a host brings its own, and where there is none.
struct AuthSchemaTests {
    @Test(.emptyDatabase) func `a host's auth schema is left as it was`() async throws {
        let administrator = try TestDatabase.current.administrator
        try await administrator.script(String(decoding: PackageResources.supabase_auth_sql, as: UTF8.self))
        let before = try await facts(on: administrator)

        let applied = try await Migrator(SchemaMigrations.all).up(on: TestDatabase.current.connect(as: "sellusgenie"))

        #expect(applied == SchemaMigrations.all)
        #expect(try await facts(on: administrator) == before)
        #expect(before.count > 30)
    }

    @Test(.emptyDatabase) func `a host's accounts own stores and enter them`() async throws {
        let administrator = try TestDatabase.current.administrator
        try await administrator.script(String(decoding: PackageResources.supabase_auth_sql, as: UTF8.self))
        try await Migrator(SchemaMigrations.all).up(on: TestDatabase.current.connect(as: "sellusgenie"))

        let stores = try await TwoStores.open()

        try await stores.act(
            as: "store_owner", sub: TwoStores.a.owner, "UPDATE products SET name = 'Renamed' WHERE name = 'Thing'")
        #expect(try await stores.count("SELECT count(*) FROM products WHERE name = 'Renamed'") == 1)
    }

    @Test(.emptyDatabase) func `the master key is changed on a host, whose factors are left alone`() async throws {
        let test = try TestDatabase.current
        try await test.administrator.script(String(decoding: PackageResources.supabase_auth_sql, as: UTF8.self))
        try await Migrator(SchemaMigrations.all).up(on: test.connect(as: "sellusgenie"))
        _ = try await TwoStores.open()
        try await test.administrator.execute(
            "INSERT INTO auth.mfa_factors VALUES (gen_random_uuid(), \(TwoStores.a.owner), 'Phone', 'verified', 'v1.0.0.0')"
        )
        let old = try #require(SecretKey(Array(repeating: 7, count: 32)))
        let new = try #require(SecretKey(Array(repeating: 8, count: 32)))
        let store = ID<Store>(TwoStores.a.store)
        try await test.database.transaction(as: .service(store: store)) { db in
            try await SaveStoreSecret.run(
                Secret("sk_test_of_a_host"), as: .stripeSecretKey, in: store, vault: SecretVault(current: old), on: db)
        }

        let vault = SecretVault(current: new, previous: [old])
        let count = try await RotateMasterKey(database: test.database, vault: vault)()

        #expect(count == 1)
        let key = try await test.database.transaction(as: .service(store: store)) { db in
            try await FindStoreSecret.run(.stripeSecretKey, in: store, vault: SecretVault(current: new), on: db)
        }
        #expect(key == Secret("sk_test_of_a_host"))
        let factor = try await test.administrator.one("SELECT secret FROM auth.mfa_factors")
        #expect(try factor[0] == "v1.0.0.0")
    }

    @Test(.database) func `a token's claims are read where there was no auth schema`() async throws {
        let connection = try TestDatabase.current.administrator
        let sub = UUID()
        let claims = #"{"sub": "\#(sub)", "role": "authenticated", "email": "a@stores.test"}"#
        try await connection.execute("SELECT set_config('request.jwt.claims', \(claims), false)")

        let row = try await connection.one("SELECT auth.uid(), auth.role(), auth.email(), auth.jwt() ->> 'email'")

        #expect(try row[0] as UUID == sub)
        #expect(try row[1] as String == "authenticated")
        #expect(try row[2] as String == "a@stores.test")
        #expect(try row[3] as String == "a@stores.test")
    }

    @Test(.database, arguments: ["", "{}"])
    func `without a token nobody is signed in`(claims: String) async throws {
        let connection = try TestDatabase.current.administrator
        try await connection.execute("SELECT set_config('request.jwt.claims', \(claims), false)")

        let row = try await connection.one("SELECT auth.uid() IS NULL AND auth.role() IS NULL, auth.jwt()::text")

        #expect(try row[0] as Bool)
        #expect(try row[1] as String == "{}")
    }

    @Test(.database, arguments: ["store_owner", "authenticated", "anon", "shopper"])
    func `accounts are nobody's to read`(persona: String) async throws {
        let stores = try await TwoStores.open()
        let sub = persona == "shopper" ? TwoStores.a.shopper : TwoStores.a.owner

        let error = await #expect(throws: PostgresError.self) {
            try await stores.act(as: persona, sub: persona == "anon" ? nil : sub, "SELECT email FROM auth.users")
        }

        #expect(error?.sqlState == .insufficientPrivilege)
    }

    /// Everything of the schema but the tables' internal triggers, which foreign keys from outside add.
    private func facts(on connection: Connection) async throws -> [String] {
        try await connection.query(
            """
            SELECT concat_ws(' ', c.relname, c.relowner::regrole, c.relacl, c.relrowsecurity, c.relforcerowsecurity,
                a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attacl) AS fact
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
            WHERE c.relnamespace = 'auth'::regnamespace
            UNION ALL
            SELECT concat_ws(' ', pg_get_functiondef(p.oid), p.proowner::regrole, p.proacl)
            FROM pg_proc p WHERE p.pronamespace = 'auth'::regnamespace
            UNION ALL
            SELECT concat_ws(' ', o.conrelid::regclass, o.conname, pg_get_constraintdef(o.oid))
            FROM pg_constraint o WHERE o.connamespace = 'auth'::regnamespace
            UNION ALL
            SELECT concat_ws(' ', p.schemaname, p.tablename, p.policyname) FROM pg_policies p WHERE schemaname = 'auth'
            UNION ALL
            SELECT concat_ws(' ', t.tgrelid::regclass, t.tgname) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
            WHERE c.relnamespace = 'auth'::regnamespace AND NOT t.tgisinternal
            UNION ALL
            SELECT concat_ws(' ', nspname, nspowner::regrole, nspacl) FROM pg_namespace WHERE nspname = 'auth'
            ORDER BY 1
            """
        ).map { try $0[0] as String }
    }
}
