import Foundation
import Postgres
import TestSupport
import Testing

@Suite(.database)
struct CartLineTests {
    @Test(arguments: ["session_id", "customer_id"])
    func `what many sessions add at once is one line with their sum`(holder: String) async throws {
        let stores = try await TwoStores.open()
        let column = SQL.identifier(holder)
        let value: SQL = holder == "session_id" ? "'guest'" : "\(TwoStores.a.thing)"
        let add: SQL = """
            INSERT INTO cart_items (store_id, \(column), product_id, variant_id, quantity)
            VALUES (\(TwoStores.a.store), \(value), \(TwoStores.a.thing), \(TwoStores.a.thing), 2)
            ON CONFLICT (store_id, \(column), product_id, variant_id) WHERE \(column) IS NOT NULL
            DO UPDATE SET quantity = cart_items.quantity + EXCLUDED.quantity
            """

        try await simultaneously(8) { _, connection in
            for _ in 1...25 {
                try await TwoStores.transaction(on: connection, as: "service_role", in: TwoStores.a.store, [add])
            }
        }

        #expect(try await stores.count("SELECT count(*) FROM cart_items") == 1)
        #expect(try await stores.count("SELECT sum(quantity) FROM cart_items") == 400)
    }

    @Test func `guests share no line`() async throws {
        let stores = try await TwoStores.open()

        try await simultaneously(8) { number, connection in
            try await TwoStores.transaction(
                on: connection, as: "anon", in: TwoStores.a.store, cart: "guest-\(number)",
                [
                    """
                    INSERT INTO cart_items (store_id, session_id, product_id, variant_id)
                    VALUES (\(TwoStores.a.store), \("guest-\(number)"), \(TwoStores.a.thing), \(TwoStores.a.thing))
                    """
                ])
        }

        #expect(try await stores.count("SELECT count(*) FROM cart_items") == 8)
    }
}
