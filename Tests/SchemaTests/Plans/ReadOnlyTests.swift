import Postgres
import TestSupport
import Testing

/// While a plan is not paid, people read and change nothing: PostgreSQL holds their transactions to it.
@Suite(.database)
struct ReadOnlyTests {
    private static let readOnly: SQLState = "25006"

    private func open(_ change: SQL) async throws -> TwoStores {
        let stores = try await TwoStores.open()
        try await stores.administrator.execute(
            "UPDATE store_owner_subscriptions SET \(change) WHERE store_owner_id = \(TwoStores.a.owner)"
        )
        return stores
    }

    private func write(_ stores: TwoStores, _ statement: SQL = "UPDATE products SET name = 'New'") async -> SQLState? {
        do {
            try await stores.act(as: "store_owner", sub: TwoStores.a.owner, statement)
            return nil
        } catch {
            return (error as? PostgresError)?.sqlState
        }
    }

    @Test(arguments: [
        ("status = 'active', plan_type = 'starter'", "active", false),
        ("status = 'trialing', plan_type = 'starter'", "trial", false),
        ("status = 'trialing', plan_type = 'trial', current_period_end = now() + interval '1 hour'", "trial", false),
        // Before the schedule has come round.
        ("status = 'trialing', plan_type = 'trial', current_period_end = now() - interval '1 second'", "trial", true),
        ("status = 'paused', plan_type = 'trial'", "inactive", true),
        ("status = 'past_due', plan_type = 'starter', past_due_since = now() - interval '2 days'", "active", false),
        ("status = 'past_due', plan_type = 'starter', past_due_since = now() - interval '4 days'", "active", true),
        ("status = 'past_due', plan_type = 'starter', closed_at = now()", "inactive", true),
        ("status = 'unpaid', plan_type = 'starter'", "inactive", true),
        ("status = 'canceled', plan_type = 'starter'", "inactive", true),
        ("status = 'other', provider_status = 'hibernating', plan_type = 'starter'", "active", false),
        ("status = 'other', provider_status = 'active', plan_type = 'starter'", "inactive", true),
    ])
    func `what a plan allows follows from its state`(change: String, store: String, isReadOnly: Bool) async throws {
        let stores = try await open(SQL(stringLiteral: change))

        let status: String = try await stores.administrator.one(
            "SELECT subscription_status FROM stores WHERE id = \(TwoStores.a.store)"
        )[0]
        #expect(status == store)
        #expect(await write(stores) == (isReadOnly ? Self.readOnly : nil))
        // Reading goes on, and somebody else's store is as it was.
        try await stores.act(as: "store_owner", sub: TwoStores.a.owner, "SELECT count(*) FROM products")
        try await stores.act(
            as: "store_owner", of: TwoStores.b, sub: TwoStores.b.owner, "UPDATE products SET name = 'New'")
    }

    @Test func `no table can be written by owner or staff, not even by a function`() async throws {
        let stores = try await open("status = 'unpaid'")
        try await stores.administrator.execute(
            "INSERT INTO staff (store_id, user_id, role) VALUES (\(TwoStores.a.store), \(TwoStores.b.owner), 'manager')"
        )
        let granted = try await stores.administrator.query(
            """
            SELECT DISTINCT grantee::text, table_name::text FROM information_schema.column_privileges
            WHERE grantee IN ('store_owner', 'store_staff') AND privilege_type IN ('INSERT', 'UPDATE')
                AND table_schema = 'public' ORDER BY 1, 2
            """
        )
        #expect(granted.count > 30)

        for row in granted {
            let (role, table): (String, String) = (try row[0], try row[1])
            let sub = role == "store_owner" ? TwoStores.a.owner : TwoStores.b.owner
            let error = await #expect(throws: PostgresError.self) {
                try await stores.act(as: role, sub: sub, "DELETE FROM \(SQL.identifier(table)) WHERE false")
            }
            #expect(error?.sqlState == Self.readOnly, "\(role) \(table)")
        }
        #expect(await write(stores, "SELECT app.adjust_stock(\(TwoStores.a.thing), 1, 'received')") == Self.readOnly)
    }

    @Test func `a key of an integration reads an unpaid store and writes nothing`() async throws {
        let stores = try await open("status = 'unpaid'")
        let key =
            try await stores.administrator.one(
                """
                INSERT INTO api_keys (store_id, name, key_hash, key_hint, scopes)
                VALUES (\(TwoStores.a.store), 'Shelf', sha256('shelf'), 'helf', '{products.write}') RETURNING id::text AS id
                """
            )["id"] as String
        let connection = try await TestDatabase.current.connect()
        func enter(_ statement: SQL) async throws {
            try await connection.transaction { db in
                _ = try await db.query(
                    "SELECT app.enter_with_key(\(key)::text::uuid, '{}', \(TwoStores.a.store))")
                _ = try await db.execute(statement)
            }
        }

        try await enter("SELECT count(*) FROM products")
        let error = await #expect(throws: PostgresError.self) { try await enter("UPDATE products SET name = 'New'") }

        #expect(error?.sqlState == Self.readOnly)
    }

    @Test func `nothing inside the transaction takes it back`() async throws {
        let stores = try await open("status = 'unpaid'")

        for statement in ["SET TRANSACTION READ WRITE", "SET transaction_read_only = off"] as [SQL] {
            let error = await #expect(throws: PostgresError.self) {
                try await stores.act(as: "store_owner", sub: TwoStores.a.owner, statement)
            }
            #expect(error?.sqlState == "25001")
        }
    }

    @Test func `buyers and the program go on; the program in a person's name does not`() async throws {
        let stores = try await open("status = 'past_due', past_due_since = now() - interval '4 days'")

        try await stores.act(
            as: "shopper", sub: TwoStores.a.shopper,
            "UPDATE customers SET phone = '1' WHERE store_id = \(TwoStores.a.store) AND id = \(TwoStores.a.thing)")
        try await stores.act(as: "service_role", "UPDATE orders SET notes = 'Paid' WHERE id = \(TwoStores.a.thing)")
        let connection = try await TestDatabase.current.connect()
        let error = await #expect(throws: PostgresError.self) {
            try await connection.execute("BEGIN")
            try await connection.execute(
                "SELECT app.enter('service_role', \(#"{"act": "a0000000-0000-4000-8000-000000000001"}"#)::text::jsonb, \(TwoStores.a.store))"
            )
            try await connection.execute("UPDATE orders SET notes = 'Mine'")
        }
        #expect(error?.sqlState == Self.readOnly)
    }

    @Test func `no store is opened or taken over while nothing is paid`() async throws {
        let stores = try await open("status = 'unpaid', plan_type = 'professional'")
        let statements: [SQL] = [
            """
            INSERT INTO stores (store_owner_id, store_name, store_slug)
            VALUES (\(TwoStores.a.owner), 'Another', 'another')
            """,
            "UPDATE stores SET store_owner_id = \(TwoStores.a.owner) WHERE id = \(TwoStores.b.store)",
        ]

        for statement in statements {
            let error = await #expect(throws: PostgresError.self) {
                try await stores.administrator.execute(statement)
            }
            #expect(error?.constraint == "stores_wait_for_payment")
        }
        // Whoever has not paid may still let a store go.
        try await stores.administrator.execute(
            "UPDATE store_owner_subscriptions SET plan_type = 'enterprise' WHERE store_owner_id = \(TwoStores.b.owner)")
        try await stores.administrator.execute(
            "UPDATE stores SET store_owner_id = \(TwoStores.b.owner) WHERE id = \(TwoStores.a.store)")
    }
}
