import Foundation
import Postgres
import TestSupport
import Testing

@Suite(.database)
struct CustomerStatisticsTests {
    private static let recount: SQL = """
        SELECT total_spent = spent AND total_orders = ordered
        FROM customers c, LATERAL (
            SELECT COALESCE(sum(total_amount - refunded_amount) FILTER (
                       WHERE payment_status IN ('paid', 'partially_refunded')), 0) AS spent,
                   count(*) FILTER (WHERE status <> 'cancelled') AS ordered
            FROM orders o WHERE o.store_id = c.store_id AND o.customer_id = c.id
        ) AS counted
        WHERE c.id = \(TwoStores.a.thing)
        """

    @Test func `orders placed, paid and cancelled at once add up`() async throws {
        let stores = try await TwoStores.open()

        try await simultaneously(8) { number, connection in
            for round in 1...25 {
                let order = UUID()
                try await Self.place(order, amount: number + round, on: connection)
                try await Self.change(
                    order, to: round % 3 == 0 ? "status = 'cancelled'" : "payment_status = 'paid'", on: connection)
            }
        }

        #expect(try await stores.administrator.one(Self.recount)[0] as Bool)
        // 200 orders of which 8 in each session are cancelled, and the fixture's.
        #expect(try await stores.count("SELECT total_orders FROM customers WHERE id = \(TwoStores.a.thing)") == 137)
    }

    @Test func `a refund, another customer and a deleted order are followed`() async throws {
        let stores = try await TwoStores.open()
        let connection = try await TestDatabase.current.connect()
        let order = UUID()
        let other = UUID()
        try await Self.place(order, amount: 30, on: connection)
        try await Self.change(order, to: "payment_status = 'paid'", on: connection)
        try await stores.administrator.execute(
            "INSERT INTO customers (id, store_id, email) VALUES (\(other), \(TwoStores.a.store), 'other@stores.test')")

        try await stores.administrator.execute("UPDATE orders SET refunded_amount = 10 WHERE id = \(order)")
        #expect(try await stores.administrator.one(Self.recount)[0] as Bool)
        try await stores.administrator.execute("UPDATE orders SET customer_id = \(other) WHERE id = \(order)")
        #expect(try await stores.administrator.one(Self.recount)[0] as Bool)
        #expect(try await stores.count("SELECT total_spent FROM customers WHERE id = \(other)") == 20)
        try await stores.administrator.execute("DELETE FROM orders WHERE id = \(order)")

        #expect(try await stores.count("SELECT total_spent FROM customers WHERE id = \(other)") == 0)
        #expect(try await stores.count("SELECT total_orders FROM customers WHERE id = \(other)") == 0)
    }

    private static func place(_ order: UUID, amount: Int, on connection: Connection) async throws {
        try await TwoStores.transaction(
            on: connection, as: "service_role", in: TwoStores.a.store,
            [
                """
                INSERT INTO orders (id, store_id, customer_id, order_number, subtotal, total_amount, email)
                VALUES (\(order), \(TwoStores.a.store), \(TwoStores.a.thing),
                    generate_order_number(\(TwoStores.a.store)), \(Decimal(amount)), \(Decimal(amount)), 'x@y.test')
                """
            ])
    }

    private static func change(_ order: UUID, to assignment: SQL, on connection: Connection) async throws {
        try await TwoStores.transaction(
            on: connection, as: "service_role", in: TwoStores.a.store,
            ["UPDATE orders SET \(assignment) WHERE store_id = \(TwoStores.a.store) AND id = \(order)"])
    }
}
