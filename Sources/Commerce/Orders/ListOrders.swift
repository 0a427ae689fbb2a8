package import Foundation
package import Postgres
package import Pricing

/// An order as the dashboard's list shows it.
package struct OrderSummary: Hashable, Sendable {
    package let id: ID<Order>
    package let number: String
    package let status: OrderStatus
    package let fulfillmentStatus: FulfillmentStatus
    package let paymentStatus: PaymentStatus
    package let total: Money
    package let email: String
    package let pieces: Int
    package let placedAt: Date
}

/// Where a page of orders ends, and the next begins.
package struct OrderCursor: Hashable, Sendable {
    package let placedAt: Date
    package let id: ID<Order>

    package init(placedAt: Date, id: ID<Order>) {
        self.placedAt = placedAt
        self.id = id
    }
}

/// A page of a store's orders, newest first.
package struct OrderList: Hashable, Sendable {
    package let orders: [OrderSummary]
    /// Nothing on the last page.
    package let next: OrderCursor?
}

/// Lists a store's orders by keyset: the hundredth page costs what the first does.
package enum ListOrders {
    package static let pageSize = 50

    package static func run(
        in store: ID<Store>,
        status: OrderStatus? = nil,
        matching search: OrderSearch? = nil,
        after cursor: OrderCursor? = nil,
        size: Int = pageSize,
        on db: Connection
    ) async throws -> OrderList {
        // One row more than a page shows, to know whether there is another.
        let page = page(in: store, status: status, matching: search, after: cursor, limit: size + 1)
        let found = try await db.query(page, as: OrderSummary.self)
        let orders = Array(found.prefix(size))
        let hasMore = found.count > size
        let next = hasMore ? orders.last.map { OrderCursor(placedAt: $0.placedAt, id: $0.id) } : nil
        return OrderList(orders: orders, next: next)
    }

    private static func page(
        in store: ID<Store>,
        status: OrderStatus?,
        matching search: OrderSearch?,
        after cursor: OrderCursor?,
        limit: Int
    ) -> SQL {
        var source: SQL = "orders o"
        var conditions: [SQL] = ["o.store_id = \(store)"]
        if let search {
            source = "\(search.page(status, after: cursor, limit: limit)) JOIN orders o ON o.id = found.order_id"
        } else {
            if let status { conditions.append("o.status = \(status)") }
            if let cursor { conditions.append("(o.created_at, o.id) < (\(cursor.placedAt), \(cursor.id))") }
        }
        return """
            SELECT o.id, o.order_number, o.status, o.fulfillment_status, o.payment_status, o.total_amount, o.currency,
                o.email, o.created_at,
                (SELECT COALESCE(sum(i.quantity), 0) FROM order_items i
                 WHERE i.store_id = o.store_id AND i.order_id = o.id) AS pieces
            FROM \(source) WHERE \(conditions.joined(separator: " AND "))
            ORDER BY o.created_at DESC, o.id DESC LIMIT \(limit)
            """
    }
}

extension OrderSummary: PostgresRow {
    package init(row: Row) throws {
        id = try row["id"]
        number = try row["order_number"]
        status = try row["status"]
        fulfillmentStatus = try row["fulfillment_status"]
        paymentStatus = try row["payment_status"]
        total = try Money(try row.decode("total_amount"), try Currency(try row.decode("currency", as: String.self)))
        email = try row["email"]
        pieces = try row["pieces"]
        placedAt = try row["created_at"]
    }
}
