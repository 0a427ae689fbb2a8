package import Postgres

/// An order's page in the dashboard; nothing for an id of another store.
package enum ShowOrder {
    package static func run(_ id: ID<Order>, in store: ID<Store>, on db: Connection) async throws -> OrderPage? {
        let found = try await db.pipeline([
            Order.find(id, in: store), Order.lines(of: id, in: store), Order.timeline(of: id, in: store),
        ])
        guard let order = try found[0].first.map(Order.init(row:)) else { return nil }
        return OrderPage(
            order: order,
            lines: try found[1].map(OrderLine.init(row:)),
            timeline: try found[2].map(TimelineEntry.init(row:))
        )
    }
}

/// An order's status page, for whoever holds its token. Without a timeline: that is the store's own.
package enum ShowOrderStatus {
    package static func run(_ token: OrderToken, in store: ID<Store>, on db: Connection) async throws -> OrderPage? {
        guard let order = try await db.first(Order.find(token, in: store), as: Order.self) else { return nil }
        return OrderPage(order: order, lines: try await db.query(Order.lines(of: order.id, in: store)), timeline: [])
    }
}
