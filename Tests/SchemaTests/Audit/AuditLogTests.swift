import Foundation
import Postgres
import TestSupport
import Testing

@Suite(.database)
struct AuditLogTests {
    @Test func `a change says who made it, from where, and what was there before and after`() async throws {
        let store = try await AuditedStore.open()
        let owner = store.tenant.owner.uuidString.lowercased()

        let told = try await store.act(
            as: "store_owner", claims: ["sub": owner, "ip": "192.0.2.7", "request_id": "r-1"],
            "UPDATE products SET name = 'Evening mug', meta_title = 'Mug' WHERE id = \(store.tenant.thing)")

        let entry = try #require(told.first)
        #expect(told.count == 1)
        #expect(entry.act == "changed product")
        #expect(entry.store == store.tenant.store && entry.actor == store.tenant.owner)
        #expect(entry.role == "store_owner" && entry.address == "192.0.2.7" && entry.request == "r-1")
        #expect(entry.entity == store.tenant.thing.uuidString.lowercased() && entry.record == entry.entity)
        #expect(entry.label == "Evening mug")
        #expect(entry.after == #"{"name": "Evening mug", "meta_title": "Mug"}"#)
        #expect(entry.before?.contains("\"meta_title\": null") == true)
    }

    @Test func `the program in somebody's name names that person`() async throws {
        let store = try await AuditedStore.open()
        let owner = store.tenant.owner.uuidString.lowercased()

        let told = try await store.act(
            as: "service_role", claims: ["act": owner],
            "UPDATE customers SET first_name = 'Ann' WHERE id = \(store.tenant.thing)")

        #expect(told.map(\.role) == ["service_role"])
        #expect(told.map(\.actor) == [store.tenant.owner])
    }

    @Test func `a price that follows its variant is not a second change`() async throws {
        let store = try await AuditedStore.open()

        let told = try await store.act(
            as: "service_role", "UPDATE product_variants SET price = price + 1 WHERE store_id = \(store.tenant.store)")

        #expect(Set(told.map(\.act)) == ["changed variant"])
        #expect(told.allSatisfy { $0.record == store.tenant.thing.uuidString.lowercased() })
    }

    @Test(arguments: [
        "UPDATE products SET updated_at = now()", "UPDATE products SET name = name",
        "UPDATE customers SET last_active_at = now()", "UPDATE products SET inventory_quantity = 7",
    ])
    func `what the machine keeps for itself is not written about`(statement: String) async throws {
        let store = try await AuditedStore.open()
        let before = try await store.entries().count

        try await store.stores.administrator.script(statement)

        #expect(try await store.entries().count == before)
    }

    @Test func `adding and removing tell the whole row, and each row its own`() async throws {
        let store = try await AuditedStore.open()
        let insert: SQL = """
            INSERT INTO categories (store_id, name, slug) SELECT \(store.tenant.store), 'New ' || n, 'new-' || n
            FROM generate_series(1, 3) AS n
            """

        let added = try await store.act(as: "service_role", insert)
        let removed = try await store.act(
            as: "service_role", "DELETE FROM categories WHERE store_id = \(store.tenant.store) AND slug LIKE 'new-%'")

        #expect(added.map(\.act) == Array(repeating: "created category", count: 3))
        #expect(added.compactMap(\.label).sorted() == ["New 1", "New 2", "New 3"])
        #expect(added.allSatisfy { $0.before == nil && $0.after?.contains("\"slug\": \"new-") == true })
        #expect(removed.map(\.act) == Array(repeating: "deleted category", count: 3))
        #expect(removed.allSatisfy { $0.after == nil && $0.before?.contains("New") == true })
    }

    @Test func `a secret is nowhere in the log, and its change is`() async throws {
        let store = try await AuditedStore.open()
        let id = UUID()

        let told = try await store.act(
            as: "service_role",
            """
            INSERT INTO system_api_keys (id, store_id, service_name, key_type, encrypted_key, key_hint)
            VALUES (\(id), \(store.tenant.store), 'planted', 'secret_key', 'planted-secret-1', 'et-1')
            """,
            "UPDATE system_api_keys SET encrypted_key = 'planted-secret-2' WHERE id = \(id)",
            "DELETE FROM system_api_keys WHERE id = \(id)"
        )

        #expect(told.map(\.act) == ["created service key", "changed service key", "deleted service key"])
        #expect(told[1].after == #"{"encrypted_key": {"secret": true}}"#)
        #expect(!told.contains { "\($0.before ?? "")\($0.after ?? "")".contains("planted-secret") })
    }

    @Test func `a long text is told by its size and digest`() async throws {
        let store = try await AuditedStore.open()

        let told = try await store.act(
            as: "service_role",
            "UPDATE products SET description = repeat('long ', 1000) WHERE id = \(store.tenant.thing)")

        #expect(told.first?.after?.contains("\"bytes\": 5002") == true)
        #expect(told.first?.after?.contains("long long") == false)
    }

    @Test func `an import is told by the statement and by its run`() async throws {
        let store = try await AuditedStore.open()
        let run = UUID()
        let start: SQL = """
            INSERT INTO import_runs (id, store_id, kind, format, file_name)
            VALUES (\(run), \(store.tenant.store), 'products', 'csv', 'spring.csv')
            """
        let insert: SQL = """
            INSERT INTO categories (store_id, name, slug) SELECT \(store.tenant.store), 'New ' || n, 'new-' || n
            FROM generate_series(1, 500) AS n
            """

        let told = try await store.act(as: "service_role", start, "SELECT app.enter_import(\(run))", insert)

        #expect(told.map(\.act) == ["created import", "imported category"])
        #expect(told.map(\.entity) == [run.uuidString.lowercased(), run.uuidString.lowercased()])
        #expect(told.last?.after == #"{"rows": 500}"#)
    }

    @Test func `nobody hides behind an import that is not his`() async throws {
        let store = try await AuditedStore.open()

        await #expect(throws: PostgresError.self) {
            try await store.act(as: "service_role", "SELECT app.enter_import(\(UUID()))")
        }
        await #expect(throws: PostgresError.self) {
            try await store.act(
                as: "store_owner", claims: ["sub": store.tenant.owner.uuidString], "SELECT app.enter_import(\(UUID()))")
        }
    }

    @Test(arguments: ["service_role", "store_owner"])
    func `nobody writes, changes or deletes what is written`(persona: String) async throws {
        let store = try await AuditedStore.open()
        let claims = ["sub": store.tenant.owner.uuidString]
        let attempts: [SQL] = [
            "INSERT INTO audit_log (store_id, actor_role, action, entity_type) VALUES (\(store.tenant.store), 'x', 'x', 'x')",
            "UPDATE audit_log SET actor_id = NULL", "DELETE FROM audit_log", "TRUNCATE audit_log",
        ]

        for attempt in attempts {
            await #expect(throws: PostgresError.self) { try await store.act(as: persona, claims: claims, attempt) }
        }
    }

    @Test func `what concerns an owner's account is his to read, and no other owner's`() async throws {
        let store = try await AuditedStore.open()
        let database = try TestDatabase.current
        try await store.act(
            as: "service_role", claims: ["ip": "192.0.2.9"],
            "SELECT app.record_account_event('sign_in_failed', \(store.tenant.owner))")

        func seen(by owner: UUID) async throws -> [String] {
            let connection = try await database.connect()
            let claims = "{\"sub\": \"\(owner)\"}"
            return try await connection.pipeline([
                "SELECT app.enter('store_owner', \(claims)::text::jsonb, NULL)",
                "SELECT action || COALESCE(' by ' || actor_id, '') FROM audit_log WHERE entity_type = 'account'",
            ])[1].map { try $0[0] }
        }

        #expect(try await seen(by: TwoStores.a.owner) == ["sign_in_failed"])
        #expect(try await seen(by: TwoStores.b.owner) == [])
    }
}
