import Commerce
import Foundation
import Postgres
import Synchronization
import TestSupport
import Testing

@Suite(.database) struct PurgeStoreTests {
    /// How many rows the slices touched.
    private final class Slices: Sendable {
        private let rows = Mutex<[Int]>([])

        var largest: Int { rows.withLock { $0.max() ?? 0 } }

        func note(_ count: Int) { rows.withLock { $0.append(count) } }
    }

    private func delete(_ shop: Shop) async throws {
        try await shop.administrator.execute(
            "UPDATE stores SET deleted_at = now(), is_active = false, purge_after = now() WHERE id = \(shop.store)")
    }

    @Test func `the books stay without the people in them`() async throws {
        let shop = try await Shop.open()
        try await shop.add(2)
        let order = try await shop.place(shop.form(total: 45_00))
        try await delete(shop)

        let books = try await PurgeStore(database: shop.database, slice: 3)(shop.store)

        #expect(books.orders == 1)
        #expect(books.payments == 1)
        let row = try await shop.administrator.one(
            """
            SELECT o.order_number, o.total_amount, o.email, o.shipping_address::text AS address, c.first_name, s.store_name,
                s.store_slug, (SELECT count(*) FROM order_items) AS lines, (SELECT count(*) FROM products) AS products
            FROM orders o JOIN customers c ON c.id = o.customer_id JOIN stores s ON s.id = o.store_id
            """
        )
        #expect(try row.decode("total_amount", as: Decimal.self) == 45)
        #expect(try row.decode("email", as: String.self) == "erased@erased.invalid")
        #expect(try row.decode("address", as: String.self) == #"{"country": "US"}"#)
        #expect(try row.decode("first_name", as: String?.self) == nil)
        #expect(try row.decode("store_name", as: String.self) == "Closed store")
        #expect(try row.decode("lines", as: Int.self) == 1)
        #expect(try row.decode("products", as: Int.self) == 0)
        #expect(!"\(order)".isEmpty)
    }

    @Test func `a store without books leaves nothing, and its address is free`() async throws {
        let shop = try await Shop.open()
        try await delete(shop)

        let books = try await PurgeStore(database: shop.database)(shop.store)

        #expect(books.orders + books.payments + books.refunds == 0)
        #expect(try await shop.administrator.first("SELECT 1 FROM stores") == nil)
    }

    @Test func `no slice is larger than it may be, and what one left another finds`() async throws {
        let shop = try await Shop.open()
        for _ in 0..<12 { try await shop.makeProduct(ID(UUID()), price: 5, stock: 1) }
        try await delete(shop)
        let slices = Slices()

        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    _ = try await PurgeStore(database: shop.database, slice: 5)(shop.store) { rows in
                        slices.note(rows)
                    }
                }
            }
            try await group.waitForAll()
        }
        // Those that found somebody at work have passed on.
        try await PurgeStore(database: shop.database, slice: 5).due()

        #expect(slices.largest <= 5)
        #expect(try await shop.administrator.first("SELECT 1 FROM stores") == nil)
    }

    @Test func `a store that is not due is left alone`() async throws {
        let shop = try await Shop.open()
        let purge = PurgeStore(database: shop.database)

        try await purge(shop.store)
        try await shop.administrator.execute("UPDATE stores SET deleted_at = now(), is_active = false")
        try await purge(shop.store)
        try await purge.due()

        #expect(try await shop.count("products") == 1)
    }

    @Test func `only the stores that are due are erased`() async throws {
        let shop = try await Shop.open()
        let other = try await Shop.open()
        try await delete(shop)

        try await PurgeStore(database: shop.database).due()

        #expect(try await shop.administrator.first("SELECT 1 FROM stores WHERE id = \(shop.store)") == nil)
        #expect(try await other.count("products") == 1)
        #expect(try await other.stock() == [10, 0])
    }
}
