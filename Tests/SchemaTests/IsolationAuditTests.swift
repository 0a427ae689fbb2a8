import Postgres
import Schema
import TestSupport
import Testing

@Suite(.database)
struct IsolationAuditTests {
    @Test func `every persona reaches its own rows and nobody else's`() async throws {
        let connection = try await TestDatabase.current.connect()

        let certificate = try await IsolationAudit.run(on: connection)

        #expect(certificate.findings == [])
        #expect(certificate.tables >= 50)
        #expect(certificate.attempts > 4_000)
    }

    @Test func `a database in use is tried as an empty one is`() async throws {
        let stores = try await TwoStores.open()
        try await stores.administrator.script(
            """
            INSERT INTO auth.sessions (user_id) SELECT id FROM auth.users;
            INSERT INTO auth.mfa_amr_claims (user_id, session_id, authentication_method)
            SELECT user_id, id, 'password' FROM auth.sessions;
            INSERT INTO auth.identities (provider_id, user_id, identity_data, provider)
            SELECT id::text, id, '{}', 'email' FROM auth.users;
            INSERT INTO auth.mfa_factors (user_id, factor_type, status, secret)
            SELECT id, 'totp', 'verified', 'sealed' FROM auth.users;
            """
        )

        let certificate = try await IsolationAudit.run(on: try await TestDatabase.current.connect())

        #expect(certificate.findings == [])
    }

    @Test func `the audit leaves nothing behind`() async throws {
        let database = try TestDatabase.current

        _ = try await IsolationAudit.run(on: try await database.connect())

        let left = try await database.administrator.query("SELECT count(*) FROM stores")
        #expect(try left[0][0] as Int == 0)
    }

    @Test func `a new table without an entry is found`() async throws {
        let database = try TestDatabase.current
        try await database.administrator.execute("CREATE TABLE public.loyalty_points (id uuid PRIMARY KEY)")

        let certificate = try await IsolationAudit.run(on: try await database.connect())

        #expect(certificate.findings.map(\.description) == ["loyalty_points: has no line in the isolation matrix"])
    }

    @Test(arguments: [
        "CREATE POLICY hole ON orders FOR SELECT TO shopper USING (true)",
        "GRANT UPDATE (total_spent) ON customers TO shopper",
        "ALTER TABLE products NO FORCE ROW LEVEL SECURITY",
        "ALTER POLICY anon_may_select ON cart_items USING (store_id = app.store_id())",
        "ALTER POLICY store_owner_may_select ON products USING (false)",
        "GRANT SELECT ON system_api_keys TO anon",
    ])
    func `a hole or a wall too many is found`(change: String) async throws {
        let database = try TestDatabase.current
        try await database.administrator.script(change)

        let certificate = try await IsolationAudit.run(on: try await database.connect())

        #expect(!certificate.isClean)
    }
}
