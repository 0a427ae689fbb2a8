package import Postgres

/// Shows a shopper who is signed in his own details and orders. In the shopper's own transaction: row level security
/// decides what is his.
package enum ShowCustomer {
    package static func run(_ user: ID<User>, in store: ID<Store>, on db: Connection) async throws -> Customer? {
        try await db.first(Customer.find(user, in: store), as: Customer.self)
    }

    /// The newest first, a page of them.
    package static func orders(
        of user: ID<User>, in store: ID<Store>, after cursor: OrderCursor? = nil, on db: Connection
    )
        async throws -> [Order]
    {
        try await db.query(Order.list(of: user, in: store, after: cursor), as: Order.self)
    }
}

/// Saves what a shopper changed about himself, in the shopper's own transaction.
package enum SaveCustomer {
    package static func run(_ user: ID<User>, _ details: CustomerDetails, in store: ID<Store>, on db: Connection)
        async throws
    {
        try await db.execute(Customer.update(user, details, in: store))
    }
}

extension Order {
    package static let customerPageSize = 20

    /// One more than a page shows, to know whether there is another.
    static func list(of user: ID<User>, in store: ID<Store>, after cursor: OrderCursor?) -> SQL {
        """
        SELECT \(columns) FROM orders o
        JOIN customers c ON c.store_id = o.store_id AND c.id = o.customer_id
        WHERE o.store_id = \(store) AND c.user_id = \(user)
            AND (\(cursor == nil) OR (o.created_at, o.id) < (\(cursor?.placedAt), \(cursor?.id)))
        ORDER BY o.created_at DESC, o.id DESC LIMIT \(customerPageSize + 1)
        """
    }
}
