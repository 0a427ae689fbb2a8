import Foundation
import Postgres
import TestSupport
import Testing

/// A suspended store is closed to its people by the database itself.
@Suite(.database) struct SuspensionTests {
    private func open() async throws -> TwoStores {
        let stores = try await TwoStores.open()
        _ = try await stores.administrator.pipeline([
            "INSERT INTO staff (store_id, user_id, role) VALUES (\(TwoStores.a.store), \(TwoStores.b.owner), 'manager')",
            """
            INSERT INTO api_keys (id, store_id, name, key_hint, key_hash, scopes)
            VALUES (\(TwoStores.a.thing), \(TwoStores.a.store), 'Till', 'sug_test', sha256('x'), '{products.read}')
            """,
            "UPDATE stores SET suspended_at = now(), suspended_reason = 'Unpaid' WHERE id = \(TwoStores.a.store)",
        ])
        return stores
    }

    /// The refusal's name; nil when the door opened.
    private func refusal(_ entry: SQL) async throws -> String? {
        let connection = try await TestDatabase.current.connect()
        do {
            try await connection.execute(entry)
            return nil
        } catch let error as PostgresError {
            return error.constraint ?? error.description
        }
    }

    private func enter(_ persona: String, _ claims: String, _ store: TwoStores.Tenant? = TwoStores.a) -> SQL {
        "SELECT app.enter(\(persona), \(claims)::text::jsonb, \(store?.store))"
    }

    @Test func `neither owner nor staff, key, shopper nor visitor enters, nor the program in somebody's name`()
        async throws
    {
        _ = try await open()
        let owner = TwoStores.a.owner.uuidString
        let doors: [SQL] = [
            enter("store_owner", #"{"sub": "\#(owner)"}"#),
            enter("store_staff", #"{"sub": "\#(TwoStores.b.owner.uuidString)"}"#),
            enter("shopper", #"{"sub": "\#(TwoStores.a.shopper.uuidString)"}"#),
            enter("anon", "{}"),
            enter("service_role", #"{"act": "\#(owner)"}"#),
            "SELECT app.enter_with_key(\(TwoStores.a.thing), '{}', \(TwoStores.a.store))",
        ]

        for door in doors { #expect(try await refusal(door) == "app_enter_refused") }
    }

    @Test func `the program on its own writes payments down, and the owner reads the plan from outside`() async throws {
        _ = try await open()
        let owner = #"{"sub": "\#(TwoStores.a.owner.uuidString)"}"#

        #expect(try await refusal(enter("service_role", "{}")) == nil)
        #expect(try await refusal(enter("store_owner", owner, nil)) == nil)
        #expect(
            try await refusal(enter("store_owner", #"{"sub": "\#(TwoStores.b.owner.uuidString)"}"#, TwoStores.b)) == nil
        )
    }

    @Test func `a token of its owner's reaches nothing of it from outside`() async throws {
        let stores = try await open()
        let connection = try await TestDatabase.current.connect()
        let claims = #"{"sub": "\#(TwoStores.a.owner.uuidString)"}"#
        let ask: SQL = "SELECT count(*) FROM products"

        let suspended = try await connection.pipeline([enter("authenticated", claims, nil), ask])[1][0][0] as Int
        try await stores.administrator.execute("UPDATE stores SET suspended_at = NULL, suspended_reason = NULL")
        let resumed = try await connection.pipeline([enter("authenticated", claims, nil), ask])[1][0][0] as Int

        #expect(suspended == 0)
        #expect(resumed > 0)
    }

    @Test func `when a plan becomes read only stands in the store's log, as billing's doing`() async throws {
        let store = try await AuditedStore.open()
        let connection = try await TestDatabase.current.connect()

        _ = try await connection.pipeline([
            "SELECT app.enter('billing', '{}', NULL)",
            """
            UPDATE store_owner_subscriptions SET status = 'past_due', plan_type = 'starter', past_due_since = '2030-01-01Z'
            WHERE store_owner_id = \(store.tenant.owner)
            """,
        ])

        let told = try await store.entries("store_id = \(store.tenant.store) AND after::jsonb ? 'read_only_from'")
        #expect(told.map(\.act) == ["changed store"])
        #expect(told.map(\.role) == ["billing"])
        #expect(told.first?.after?.contains("2030-01-04T00:00:00+00:00") == true)
        let subscription = try await store.entries("entity_type = 'subscription' AND actor_role = 'billing'")
        #expect(subscription.map(\.role) == ["billing"])
        #expect(subscription.map(\.account) == [store.tenant.owner])
    }
}
