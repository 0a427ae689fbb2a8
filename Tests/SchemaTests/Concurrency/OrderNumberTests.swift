import Foundation
import Postgres
import TestSupport
import Testing

@Suite(.database)
struct OrderNumberTests {
    private static let insertOrder: SQL = """
        INSERT INTO orders (store_id, customer_id, order_number, subtotal, total_amount, email)
        VALUES (\(TwoStores.a.store), \(TwoStores.a.thing), generate_order_number(\(TwoStores.a.store)), 1, 1, 'x@y.test')
        """

    @Test func `8 sessions of 250 orders draw 2,000 numbers without a gap`() async throws {
        let stores = try await TwoStores.open()

        try await simultaneously(8) { _, connection in
            for _ in 1...250 {
                try await TwoStores.transaction(
                    on: connection, as: "service_role", in: TwoStores.a.store, [Self.insertOrder])
            }
        }

        // The fixture's order has the first number, 1001.
        let numbers = try await stores.administrator.query(
            """
            SELECT regexp_replace(order_number, '^STO', '')::int8 FROM orders
            WHERE store_id = \(TwoStores.a.store) ORDER BY 1
            """
        )
        #expect(try numbers.map { try $0[0] as Int } == Array(1001...3001))
    }

    @Test func `an order that is rolled back leaves no gap`() async throws {
        let stores = try await TwoStores.open()
        await #expect(throws: PostgresError.self) {
            try await stores.act(as: "service_role", Self.insertOrder, "SELECT 1 / 0")
        }

        try await stores.act(as: "service_role", Self.insertOrder)

        #expect(
            try await stores.count(
                "SELECT last_number FROM order_counters WHERE store_id = \(TwoStores.a.store)") == 1002)
    }

    @Test func `the ten thousandth order has its number too`() async throws {
        let stores = try await TwoStores.open()
        try await stores.administrator.execute("UPDATE order_counters SET last_number = 9999")

        try await stores.act(as: "service_role", Self.insertOrder)

        let number: String = try await stores.administrator.one(
            "SELECT max(order_number) FROM orders WHERE total_amount = 1")[0]
        #expect(number == "STO10000")
    }

    @Test(arguments: [("Café 24/7", "CAF"), ("日本の店", "ORD"), ("24", "ORD")])
    func `a prefix has letters only and stays when the store is renamed`(name: String, prefix: String) async throws {
        let stores = try await TwoStores.open()
        let store = UUID()
        try await stores.administrator.execute(
            """
            INSERT INTO stores (id, store_owner_id, store_name, store_slug)
            VALUES (\(store), \(TwoStores.a.owner), \(name), 'another')
            """
        )
        let first: String = try await stores.administrator.one("SELECT generate_order_number(\(store))")[0]

        try await stores.administrator.execute("UPDATE stores SET store_name = 'Renamed' WHERE id = \(store)")

        let second: String = try await stores.administrator.one("SELECT generate_order_number(\(store))")[0]
        #expect([first, second] == [prefix + "1001", prefix + "1002"])
    }
}
