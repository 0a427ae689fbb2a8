import Foundation
import Postgres
import TestSupport
import Testing

@Suite(.database)
struct AuditForgettingTests {
    /// An entry of store a that is so many days old.
    private func age(_ store: AuditedStore, days: Int) async throws {
        let month: SQL = "date_trunc('month', (now() - make_interval(days => \(Int32(days)))) AT TIME ZONE 'UTC')"
        _ = try await store.stores.administrator.pipeline([
            "SELECT app.make_month_partition('audit_log', \(month))",
            """
            INSERT INTO audit_log (store_id, actor_role, action, entity_type, created_at)
            VALUES (\(store.tenant.store), 'test', 'old', 'test', now() - make_interval(days => \(Int32(days))))
            """,
        ])
    }

    private func run(_ function: SQL) async throws -> Int {
        let connection = try await TestDatabase.current.connect()
        let row = try await connection.pipeline([
            "SELECT app.enter('service_role', '{}', NULL)", "SELECT \(function) AS result",
        ])[1][0]
        return Int(try row["result"] as Int32)
    }

    private func plan(_ plan: String, of store: AuditedStore) async throws {
        try await store.stores.administrator.execute(
            """
            UPDATE store_owner_subscriptions SET plan_type = \(plan), status = 'active'
            WHERE store_owner_id = \(store.tenant.owner)
            """
        )
    }

    @Test(arguments: [("trial", 30), ("starter", 90), ("professional", 365), ("enterprise", 730)])
    func `a store's log is kept as long as its plan says`(name: String, days: Int) async throws {
        let store = try await AuditedStore.open()
        try await plan(name, of: store)
        try await age(store, days: days + 1)
        try await age(store, days: days + 1)
        try await age(store, days: days - 1)

        let slices = [
            try await run("app.forget_audit(1)"), try await run("app.forget_audit(1)"),
            try await run("app.forget_audit(1)"),
        ]

        #expect(slices == [1, 1, 0])
        #expect(try await store.entries("action = 'old'").count == 1)
    }

    @Test func `a month that no plan keeps goes whole`() async throws {
        let store = try await AuditedStore.open()
        try await age(store, days: 800)
        try await age(store, days: 700)

        let dropped = [try await run("app.drop_audit_months()"), try await run("app.drop_audit_months()")]

        #expect(dropped == [1, 0])
        #expect(try await store.entries("action = 'old'").count == 1)
    }

    @Test func `nothing goes while one plan keeps its log for ever`() async throws {
        let store = try await AuditedStore.open()
        try await age(store, days: 4_000)
        try await store.stores.administrator.execute(
            "UPDATE plan_limits SET audit_days = NULL WHERE plan_type = 'enterprise'")

        #expect(try await run("app.drop_audit_months()") == 0)
    }

    @Test func `the months ahead of both tables are there, and made once`() async throws {
        let made = [try await run("app.ensure_partitions(5)"), try await run("app.ensure_partitions(5)")]

        #expect(made == [4, 0])
    }

    @Test(arguments: [
        "UPDATE customers SET email = 'erased@example.invalid', first_name = NULL, erased_at = now() WHERE id = $1",
        "DELETE FROM customers WHERE id = $1",
    ])
    func `who is erased is erased from the log, with his orders' addresses and where he came from`(
        statement: String
    ) async throws {
        let store = try await AuditedStore.open()
        let customer = UUID()
        let orders: [SQL] =
            statement.hasPrefix("DELETE")
            ? []
            : [
                """
                INSERT INTO orders (store_id, customer_id, order_number, subtotal, total_amount, email, shipping_address)
                VALUES (\(store.tenant.store), \(customer), 'X1', 9, 9, 'planted@person.test', '{"line1": "Planted Street"}')
                """
            ]
        let claims = ["ip": "198.51.100.77"]
        let insert: SQL = """
            INSERT INTO customers (id, store_id, email, first_name)
            VALUES (\(customer), \(store.tenant.store), 'planted@person.test', 'Planted')
            """
        try await store.act(as: "service_role", claims: claims, insert)
        for order in orders { try await store.act(as: "service_role", claims: claims, order) }
        let planted: SQL = """
            log::text ILIKE '%planted%' OR ip = '198.51.100.77'
            """
        #expect(try await store.entries(planted).count == 1 + orders.count)

        let change = statement.replacing("$1", with: "'\(customer.uuidString)'")
        let connection = try await TestDatabase.current.connect()
        _ = try await connection.pipeline([
            "SELECT app.enter('service_role', '{}', \(store.tenant.store))", "SELECT 1",
        ])
        try await store.stores.administrator.script(change)

        #expect(try await store.entries(planted).map(\.act) == [])
        let left = try await store.entries("record_id = \(customer.uuidString.lowercased())")
        #expect(left.count == 2)
        #expect(left.allSatisfy { $0.label == nil })
    }
}
