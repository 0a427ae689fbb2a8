import Postgres
import TestSupport
import Testing

@testable import Schema

@Suite(.database) struct PurgeTests {
    /// What stays of a store: see `app.purge_store`.
    private static let books: Set = ["customers", "order_items", "orders", "payments", "policy_revisions", "refunds"]
    private static let erased = "a000000f-0000-4000-8000-5e11c0de0000"

    /// The isolation audit's seed has a row of every table for two stores, so a new table is tried here too.
    @Test func `of every table nothing of an erased store is left but the books, and all of another store`()
        async throws
    {
        let database = try TestDatabase.current
        try await sow(on: try await database.connect())
        let before = try await rows(of: "b")
        let connection = try await database.connect()
        try await database.administrator.execute(
            """
            UPDATE stores SET deleted_at = now(), is_active = false, purge_after = now()
            WHERE id = \(Self.erased)::text::uuid
            """
        )

        try await purge(on: connection)

        let left = try await rows(of: "a").filter { $0.value > 0 }.keys
        #expect(Set(left).subtracting(Self.books) == [])
        #expect(try await rows(of: "b") == before)
        #expect(before.count { $0.value > 0 } > 35)
    }

    private func sow(on connection: Connection) async throws {
        try await connection.execute("BEGIN")
        try await IsolationSeed.sow(on: connection)
        try await connection.execute("COMMIT")
    }

    private func purge(on connection: Connection) async throws {
        var touched: Int32
        repeat {
            try await connection.execute("BEGIN")
            try await connection.execute("SELECT app.enter('service_role', '{}', \(Self.erased)::text::uuid)")
            touched = try await connection.one("SELECT app.purge_store(2) AS touched").decode("touched")
            try await connection.execute("COMMIT")
        } while touched > 0
    }

    /// How many rows of each store-owned table are a tenant's.
    private func rows(of tenant: String) async throws -> [String: Int] {
        let administrator = try TestDatabase.current.administrator
        let tables = try await administrator.query(
            """
            SELECT c.relname::text AS name FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'store_id' AND NOT a.attisdropped
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
            """
        )
        var counts: [String: Int] = [:]
        for table in tables {
            let name: String = try table["name"]
            let store = "\(tenant)000000f-0000-4000-8000-5e11c0de0000"
            counts[name] = try await administrator.one(
                "SELECT count(*) AS n FROM \(SQL.identifier(name)) WHERE store_id = \(store)::text::uuid"
            ).decode("n")
        }
        return counts
    }
}
