package import Postgres

/// A customer with all that the store's people see of him.
package struct CustomerPage: Hashable, Sendable {
    package let customer: CustomerRecord
    package let address: CustomerDetails
    /// The newest.
    package let orders: [Order]
    package let segments: [Segment]
}

/// Shows a customer to the store's people; nothing for an id of another store.
package enum ShowCustomerPage {
    private static let orders = 20

    package static func run(_ id: ID<Customer>, in store: ID<Store>, on db: Connection) async throws -> CustomerPage? {
        let found = try await db.pipeline([
            "SELECT \(CustomerRecord.columns) FROM customers c WHERE c.store_id = \(store) AND c.id = \(id)",
            """
            SELECT first_name, last_name, phone, shipping_address_line1, shipping_address_line2, shipping_city,
                shipping_state, shipping_postal_code, shipping_country, accepts_marketing
            FROM customers WHERE store_id = \(store) AND id = \(id)
            """,
            """
            SELECT \(Order.columns) FROM orders o WHERE o.store_id = \(store) AND o.customer_id = \(id)
            ORDER BY o.created_at DESC, o.id DESC LIMIT \(orders)
            """,
            Segment.list(in: store),
        ])
        guard let row = found[0].first, let details = found[1].first else { return nil }
        let segments = try found[3].map(Segment.init(row:))
        return CustomerPage(
            customer: try CustomerRecord(row: row),
            address: try CustomerDetails(row: details),
            orders: try found[2].map(Order.init(row:)),
            segments: try await belonging(segments, of: id, in: store, on: db)
        )
    }

    private static func belonging(
        _ segments: [Segment], of id: ID<Customer>, in store: ID<Store>, on db: Connection
    ) async throws -> [Segment] {
        guard !segments.isEmpty else { return [] }
        let rows = try await db.pipeline(
            segments.map { segment in
                """
                SELECT 1 FROM customers c
                WHERE c.store_id = \(store) AND c.id = \(id) AND \(segment.rules.conditions.joined(separator: " AND "))
                """
            })
        return zip(segments, rows).filter { !$1.isEmpty }.map(\.0)
    }
}
