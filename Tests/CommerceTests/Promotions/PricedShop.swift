import Commerce
import Foundation
import Postgres
import TestSupport
import Testing

/// What the tests of prices make by hand.
extension Shop {
    /// Orders without lines, all of one customer or each of another.
    func makeOrders(_ count: Int, ofOneCustomer isOne: Bool = false) async throws -> [UUID] {
        try await database.transaction(as: .service(store: store)) { db in
            var orders: [UUID] = []
            for number in 0..<count {
                let email = isOne ? "one@example.test" : "buyer\(number)@example.test"
                try await db.execute(
                    """
                    INSERT INTO customers (store_id, email) VALUES (\(store), \(email))
                    ON CONFLICT (store_id, lower(email)) DO NOTHING
                    """
                )
                let order = try await db.one(
                    """
                    INSERT INTO orders (store_id, customer_id, order_number, subtotal, total_amount, email)
                    SELECT \(store), c.id, generate_order_number(\(store)), 100, 100, c.email
                    FROM customers c WHERE c.store_id = \(store) AND c.email = \(email) RETURNING id
                    """
                )
                orders.append(try order.decode("id"))
            }
            return orders
        }
    }

    func service(_ statement: SQL) async throws {
        try await database.transaction(as: .service(store: store)) { db in _ = try await db.query(statement) }
    }

    /// How many of the statements succeed when all are sent at once, each in its own session; each of the others must
    /// be refused by the constraint.
    func race(_ statements: [SQL], refusedBy constraint: String) async -> Int {
        await withTaskGroup(of: Bool.self) { group in
            for statement in statements {
                group.addTask {
                    do {
                        try await service(statement)
                        return true
                    } catch let error as PostgresError where error.constraint == constraint {
                        return false
                    } catch {
                        Issue.record(error)
                        return false
                    }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
    }

    func number(_ query: SQL) async throws -> Int {
        try await administrator.one(query).decode("n")
    }
}
