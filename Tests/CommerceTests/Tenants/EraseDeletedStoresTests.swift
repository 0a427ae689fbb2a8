import Foundation
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import Commerce

@Suite(.database) struct EraseDeletedStoresTests {
    /// How many rows the slices took.
    private final class Slices: Sendable {
        private let rows = Mutex<[Int]>([])

        var largest: Int { rows.withLock { $0.max() ?? 0 } }

        func note(_ count: Int) { rows.withLock { $0.append(count) } }
    }

    private func delete(_ shop: Shop) async throws {
        try await shop.administrator.execute(
            "UPDATE stores SET deleted_at = now(), is_active = false, purge_after = now() WHERE id = \(shop.store)")
    }

    @Test func `the books stay, and nothing of the people and the store itself`() async throws {
        let shop = try await Shop.open()
        try await shop.add(2)
        let placed = try await shop.place(shop.form(total: 45_00))
        try await delete(shop)

        try await EraseDeletedStores(database: shop.database, slice: 3)()

        #expect(try await shop.administrator.first("SELECT 1 FROM stores") == nil)
        #expect(try await shop.count("audit_log") == 0)
        let books = try await shop.administrator.query(
            """
            SELECT kind, COALESCE(order_id, id) AS order_id, total_amount, former_owner_id, former_store_id
            FROM closed_books ORDER BY kind
            """)
        #expect(try books.map { try $0["kind"] as String } == ["line", "order", "payment"])
        #expect(try books.map { try $0["order_id"] as UUID } == Array(repeating: placed.id.uuid, count: 3))
        #expect(try books.map { try $0["total_amount"] as Decimal } == [40, 45, 45])
        #expect(try books[0]["former_owner_id"] == shop.owner)
        #expect(try books[0]["former_store_id"] == shop.store)
        // The owner stays, and may have other stores.
        #expect(try await shop.administrator.first("SELECT 1 FROM store_owners WHERE id = \(shop.owner)") != nil)
    }

    /// The isolation audit's seed has a row of every table for two stores, so a new table is tried here too.
    @Test func `of every table nothing of an erased store is left, and all of another`() async throws {
        let seeded = try await SeededTenants()
        let before = try await rows(of: "b", seeded)
        try await seeded.administrator.execute(
            """
            UPDATE stores SET deleted_at = now(), is_active = false, purge_after = now() WHERE id = \(SeededTenants.store)
            """
        )

        try await EraseDeletedStores(database: seeded.database, slice: 2)()

        #expect(try await rows(of: "a", seeded).filter { $0.value > 0 } == [:])
        #expect(try await rows(of: "b", seeded) == before)
        #expect(before.count { $0.value > 0 } > 35)
        #expect(try await seeded.count("closed_books", where: "former_store_id = \(SeededTenants.store)") == 8)
    }

    @Test func `no slice is larger than it may be, and four programs at once lose no order`() async throws {
        let shop = try await Shop.open()
        for _ in 0..<12 { try await shop.makeProduct(ID(UUID()), price: 5, stock: 1) }
        for _ in 0..<3 {
            try await shop.add(1)
            _ = try await shop.place(shop.form(total: 25_00))
        }
        try await delete(shop)
        let slices = Slices()

        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    try await EraseDeletedStores(database: shop.database, slice: 5)() { rows, _ in slices.note(rows) }
                }
            }
            try await group.waitForAll()
        }

        #expect(slices.largest <= 5)
        #expect(try await shop.administrator.first("SELECT 1 FROM stores") == nil)
        let kinds = try await shop.administrator.query(
            "SELECT kind, count(*) FROM closed_books GROUP BY kind ORDER BY kind")
        #expect(try kinds.map { try $0[1] as Int } == [3, 3, 3])
    }

    @Test func `a store that is not due is left alone`() async throws {
        let shop = try await Shop.open()
        let erase = EraseDeletedStores(database: shop.database)

        try await erase()
        try await shop.administrator.execute("UPDATE stores SET deleted_at = now(), is_active = false")
        try await erase()

        #expect(try await shop.count("products") == 1)
    }

    @Test func `only the stores that are due are erased`() async throws {
        let shop = try await Shop.open()
        let other = try await Shop.open()
        try await delete(shop)

        try await EraseDeletedStores(database: shop.database)()

        #expect(try await shop.administrator.first("SELECT 1 FROM stores WHERE id = \(shop.store)") == nil)
        #expect(try await other.count("products") == 1)
        #expect(try await other.stock() == [10, 0])
    }

    /// How many rows of each store-owned table are a tenant's.
    private func rows(of tenant: String, _ seeded: SeededTenants) async throws -> [String: Int] {
        let store = "\(tenant)000000f-0000-4000-8000-5e11c0de0000"
        var counts: [String: Int] = [:]
        for table in try await seeded.catalogue().tables where table.columns.contains("store_id") {
            counts[table.name] = try await seeded.administrator.one(
                "SELECT count(*) FROM \(table.identifier) WHERE store_id = \(store)::text::uuid")[0]
        }
        return counts
    }
}
