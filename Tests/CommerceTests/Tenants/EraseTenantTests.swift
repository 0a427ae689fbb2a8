import Foundation
import Postgres
import TestSupport
import Testing

@testable import Commerce

@Suite(.database) struct EraseTenantTests {
    /// In no word of the schema and no id.
    private static let mark = "zzqmarkqzz"

    @Test func `nothing of a tenant is found anywhere afterwards, and the books name nobody`() async throws {
        let seeded = try await SeededTenants()
        try await seeded.endSharedStaff()
        let planted = try await plant(seeded)
        #expect(planted > 50)
        #expect(try await findings(seeded).isEmpty == false)

        let erasure = try await EraseTenant(database: seeded.database)(try await seeded.tenant())

        #expect(try await findings(seeded) == [])
        #expect(try await seeded.count("store_owners", where: "id = \(SeededTenants.owner)") == 0)
        let books = erasure.books
        let kept: [Int] = [books.orders, books.lines, books.payments, books.refunds]
        #expect(kept == [2, 2, 2, 2])
        #expect(
            try await seeded.count(
                "closed_books", where: "former_owner_id = \(SeededTenants.owner) AND total_amount > 0") == 8)
        // The neighbour has lost nothing.
        #expect(try await seeded.count("orders") == 1)
        #expect(try await seeded.count("audit_log", where: "action = 'tenant.erased'") == 1)
    }

    @Test func `erasing that was stopped goes on, and counts every order once`() async throws {
        let seeded = try await SeededTenants()
        let tenant = try await seeded.tenant()
        let erase = EraseTenant(database: seeded.database)
        let stop = Task {
            try await erase(tenant) { _, table in
                // In the middle: lines are gone, orders are not.
                if table == "order_items" { withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        await #expect(throws: (any Error).self) { try await stop.value }
        #expect(try await seeded.count("orders", where: "store_id = \(SeededTenants.store)") == 2)

        let again = try await erase(try await seeded.tenant())

        let kept: [Int] = [again.books.orders, again.books.lines]
        #expect(kept == [2, 2])
        #expect(try await seeded.count("stores", where: "id = \(SeededTenants.store)") == 0)
    }

    @Test func `an account that works for somebody else too stays`() async throws {
        let seeded = try await SeededTenants()

        _ = try await EraseTenant(database: seeded.database)(try await seeded.tenant())

        let staff = try await seeded.administrator.query("SELECT email FROM auth.users WHERE email LIKE 'staff-%'")
        let left = try staff.map { try $0[0] as String }
        #expect(left == ["staff-0@isolation.invalid"])
    }

    @Test func `an operator is not erased`() async throws {
        let seeded = try await SeededTenants()
        try await seeded.database.transaction(as: .service(store: nil)) { db in
            try await Operators.add("a-owner@isolation.invalid", on: db)
        }

        await #expect(throws: EraseTenantError.isOperator("a-owner@isolation.invalid")) {
            try await EraseTenant(database: seeded.database)(try await seeded.tenant())
        }
        #expect(try await seeded.count("stores", where: "id = \(SeededTenants.store) AND is_open") == 1)
    }

    /// Writes the mark into every column of the tenant's rows that takes it; in how many it now is.
    private func plant(_ seeded: SeededTenants) async throws -> Int {
        let columns = try await seeded.administrator.query(
            """
            SELECT n.nspname::text AS home, c.relname::text AS relation, a.attname::text AS name, a.atttypid::regtype::text AS type,
                CASE WHEN n.nspname = 'auth' AND c.relname = 'users' THEN 'id' WHEN n.nspname = 'auth' THEN 'user_id'
                    WHEN c.relname = 'stores' THEN 'id' WHEN c.relname = 'store_owners' THEN 'id'
                    ELSE 'store_id' END AS key
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname IN ('public', 'auth') AND a.attnum > 0
                AND NOT a.attisdropped AND a.attgenerated = ''
                AND a.atttypid IN ('text'::regtype, 'jsonb'::regtype, 'text[]'::regtype, 'varchar'::regtype)
                AND (n.nspname = 'auth' AND c.relname IN ('users', 'identities') OR c.relname IN ('stores', 'store_owners')
                    OR EXISTS (SELECT FROM pg_attribute k WHERE k.attrelid = c.oid AND k.attname = 'store_id'))
            ORDER BY 1, 2, 3
            """
        )
        // Triggers would undo some of it; a superuser's session can do without.
        try await seeded.administrator.execute("SET session_replication_role = replica")
        var planted = 0
        for column in columns {
            do {
                planted +=
                    try await plant(
                        try column["home"], try column["relation"], try column["name"], try column["type"],
                        try column["key"], seeded) > 0 ? 1 : 0
            } catch is PostgresError {
                // A CHECK allows but a few words.
            }
        }
        try await seeded.administrator.execute("RESET session_replication_role")
        return planted
    }

    private func plant(
        _ home: String, _ relation: String, _ name: String, _ type: String, _ key: String, _ seeded: SeededTenants
    ) async throws -> Int {
        let column = SQL.identifier(name)
        let table = SQL.identifier(home) + "." + SQL.identifier(relation)
        let people: SQL = """
            (SELECT user_id FROM customers WHERE store_id = \(SeededTenants.store)
             UNION SELECT user_id FROM staff WHERE store_id = \(SeededTenants.store) UNION SELECT \(SeededTenants.owner))
            """
        let owned: SQL = key == "store_id" || relation == "stores" ? "(SELECT \(SeededTenants.store))" : people
        let value: SQL =
            switch type {
            case "jsonb": "jsonb_build_object('mark', \(Self.mark))"
            case "text[]": "ARRAY[\(Self.mark)]"
            // Different in each row, for what is unique; an address where one is wanted.
            case _ where name.contains("email"): "\(Self.mark) || ctid::text || '@x.invalid'"
            default: "\(Self.mark) || ctid::text || repeat('0', 32)"
            }
        return try await seeded.administrator.execute(
            "UPDATE \(table) SET \(column) = \(value) WHERE \(SQL.identifier(key)) IN \(owned)"
        )
    }

    /// The tables in which the mark, or the tenant's domain of addresses, is found.
    private func findings(_ seeded: SeededTenants) async throws -> [String] {
        let tables = try await seeded.administrator.query(
            """
            SELECT format('%I.%I', n.nspname, c.relname) AS name, n.nspname::text AS home, c.relname::text AS relation
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND n.nspname IN ('public', 'auth', 'partitions', 'app') ORDER BY 1
            """
        )
        var found: [String] = []
        for table in tables {
            let place = SQL.identifier(try table["home"]) + "." + SQL.identifier(try table["relation"])
            let hits = try await seeded.administrator.query(
                "SELECT 1 FROM \(place) AS t WHERE strpos(t::text, \(Self.mark)) > 0 LIMIT 1"
            )
            if !hits.isEmpty { found.append(try table["name"]) }
        }
        return found
    }
}
