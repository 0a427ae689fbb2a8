import Postgres
import TestSupport
import Testing

@testable import Commerce

/// Filling a thousand stores takes most of the time, so it is done once.
@Suite(.database) struct PlanTests {
    @Test func `no page reads another tenant's rows, or more of its own than it needs`() async throws {
        let stores = try await ThousandStores.seed()

        var faults: [String] = []
        for budget in ReadBudget.storefront + ReadBudget.dashboard {
            faults += try await stores.measure(budget).faults
        }
        for budget in CostBudget.all {
            faults += try await budget.faults(in: SeededStore(number: 8, database: stores.database))
        }

        #expect(faults == [])
        // A fifth of the store, as the statistics over both columns say; one row without them.
        #expect(try await expectedRowsOfCategory(SeededStore(number: 8, database: stores.database), stores) > 10)
        try await expectFaultsToBeSeen(in: stores)
    }

    private func expectedRowsOfCategory(_ store: SeededStore, _ stores: ThousandStores) async throws -> Int {
        let list: SQL = "SELECT id FROM products WHERE store_id = \(store.id) AND category_id = \(store.category(2))"
        let explained = try await stores.administrator.one("EXPLAIN (FORMAT JSON) \(list)")[0] as JSON
        return try explained.decode([Explanation].self).first?.plan.rows ?? 0
    }

    private struct Explanation: Decodable {
        let plan: Plan

        struct Plan: Decodable {
            let rows: Int

            enum CodingKeys: String, CodingKey {
                case rows = "Plan Rows"
            }
        }

        enum CodingKeys: String, CodingKey {
            case plan = "Plan"
        }
    }

    /// What the measurement is worth: the same, with one thing wrong each time.
    private func expectFaultsToBeSeen(in stores: ThousandStores) async throws {
        let everybodys = ReadBudget("a look-up that names no store", rows: 4_000, pages: 1_000) { store in
            try await store.database.transaction(as: .service(store: nil)) { db in
                try await db.query("SELECT id FROM products WHERE slug = 'product-1'").count
            }
        }
        let filtered = ReadBudget("a list that is sorted by what no index holds", rows: 100, pages: 300) { store in
            try await store.visiting { db in
                try await db.query(
                    "SELECT id FROM products WHERE store_id = \(store.id) ORDER BY updated_at LIMIT 20"
                ).count
            }
        }
        let search = try #require(ReadBudget.storefront.first { $0.index == "idx_products_search" })

        #expect(try await stores.measure(everybodys).faults.contains { $0.contains("pages where 1000 are allowed") })
        #expect(try await stores.measure(filtered).faults.contains { $0.contains("rows where 100 are allowed") })
        try await stores.administrator.execute("DROP INDEX idx_products_search")
        #expect(try await stores.measure(search).faults.contains { $0.contains("does not use idx_products_search") })
    }
}
