import Foundation
import Postgres
import TestSupport
import Testing

@testable import Commerce

@Suite(.database) struct TenantCatalogueTests {
    @Test func `every table travels, or stays behind for a reason that is written down`() async throws {
        let tables = try await SeededTenants().catalogue().tables

        // A new table: give it a store_id, or name it in TenantLuggage with the reason why it does not travel.
        #expect(tables.filter { $0.kind == .unknown }.map(\.name) == [])
        #expect(tables.filter { $0.kind == .store && $0.primaryKey.isEmpty }.map(\.name) == [])
    }

    @Test func `no table is emptied before those whose rows it would take along`() async throws {
        let catalogue = try await SeededTenants().catalogue()
        let order = catalogue.storeTablesToErase.map(\.name)

        for (place, name) in order.enumerated() where name != "audit_log" {
            let table = try #require(catalogue.table(name))
            let parents = table.references.filter { !$0.isNullable && $0.table != name }.map(\.table)
            #expect(order[..<place].filter { parents.contains($0) } == [], "\(name) comes after its parents")
        }
    }

    @Test func `no column that looks like a secret travels unseen`() async throws {
        let tables = try await SeededTenants().catalogue().tables
        // Hashes of long random values, names of what is no secret, and addresses that letters have told already.
        let harmless: Set = [
            "orders.public_token", "auth.users.encrypted_password", "api_keys.key_hash", "api_keys.key_hint",
            "stores.stripe_publishable_key",
        ]
        let telling = /secret|encrypted|token|password|sealed|_key$|key_h/

        let seen = tables.filter { [.store, .owner, .account].contains($0.kind) }.flatMap { table in
            table.movedColumns.filter { $0.contains(telling) }.map { "\(table.name).\($0)" }
        }

        #expect(seen.filter { !harmless.contains($0) } == [])
    }

    @Test func `the mover reaches every table of a store, and no trigger hears of it`() async throws {
        let seeded = try await SeededTenants()
        let hearing = try await seeded.administrator.query(
            """
            SELECT format('%s on %s', t.tgname, t.tgrelid::regclass) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
            WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND c.relnamespace = 'public'::regnamespace
                AND pg_get_triggerdef(t.oid) NOT LIKE '%sellusgenie_mover%'
            """
        )
        let closed = try await seeded.administrator.query(
            """
            SELECT c.relname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                AND a.attname = 'store_id' AND NOT a.attisdropped
                AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'sellusgenie_mover_may_delete')
            """
        )

        // A new table or trigger: end its migration with SELECT app.let_movers_in().
        let (triggers, tables) = (try hearing.map { try $0[0] as String }, try closed.map { try $0[0] as String })
        #expect(triggers == [])
        #expect(tables == [])
    }

    @Test func `the mover stays in the stores of its owner`() async throws {
        let seeded = try await SeededTenants()
        let mover = Mover(owner: SeededTenants.owner)
        let foreign = ID<Store>(UUID(uuidString: "b000000f-0000-4000-8000-5e11c0de0000") ?? UUID())

        await #expect(throws: PostgresError.self) {
            try await seeded.database.transaction(as: mover.actor(foreign)) { db in try await db.query("SELECT 1") }
        }
        let reached = try await seeded.database.transaction(as: mover.actor(SeededTenants.store)) { db in
            try await db.one("SELECT count(*) FROM products WHERE store_id <> \(SeededTenants.store)")[0] as Int
        }
        #expect(reached == 0)
        await #expect(throws: PostgresError.self) {
            try await seeded.database.transaction(as: mover.actor(SeededTenants.store)) { db in
                _ = try await db.execute(
                    "INSERT INTO products (store_id, name, slug, price) VALUES (\(foreign), 'x', 'x', 1)")
            }
        }
    }

    @Test func `what refers to each other in a circle is one group, and all else comes after what it refers to`() {
        func table(_ name: String, _ targets: String...) -> TenantTable {
            TenantTable(
                schema: "public", relation: name, columns: ["store_id"], primaryKey: ["id"],
                references: targets.map { .init(table: $0, column: "x", isNullable: true) })
        }
        let tables = [table("a", "b"), table("b", "c", "d"), table("c", "b"), table("d"), table("e", "e", "a")]

        let order = TenantCatalogue.ordered(tables).map { Set($0.map(\.relation)) }

        #expect(order == [["d"], ["b", "c"], ["a"], ["e"]])
    }
}
