package import Postgres

/// Takes an order a step further on its way to the buyer: accepted, shipped, delivered.
package enum AdvanceOrder {
    package static func run(
        _ id: ID<Order>,
        _ event: OrderEvent,
        trackingNumber: String? = nil,
        by actor: ID<User>?,
        in store: ID<Store>,
        on db: Connection
    ) async throws {
        guard let order = try await db.first(Order.lock(id, in: store), as: Order.self) else {
            throw OrderError.unknown
        }
        guard [.accepted, .shipped, .delivered].contains(event), let status = order.status.next(after: event) else {
            throw OrderError.notPossible(order.status, event)
        }
        var changes = [
            Order.setStatus(status, of: id, in: store),
            Order.note(event.rawValue, trackingNumber, on: id, by: actor, in: store),
            Order.announce("order.\(event.rawValue)", id, in: store),
        ]
        if event == .shipped { changes += ship(id, trackingNumber, in: store) }
        _ = try await db.pipeline(changes)
    }

    /// One parcel with everything that has not left yet; the order's fulfilment status follows by trigger.
    private static func ship(_ id: ID<Order>, _ trackingNumber: String?, in store: ID<Store>) -> [SQL] {
        [
            "UPDATE orders SET tracking_number = \(trackingNumber) WHERE store_id = \(store) AND id = \(id)",
            """
            WITH parcel AS (
                INSERT INTO fulfilments (store_id, order_id, status, tracking_number, shipped_at)
                VALUES (\(store), \(id), 'shipped', \(trackingNumber), now()) RETURNING id
            )
            INSERT INTO fulfilment_items (store_id, fulfilment_id, order_item_id, quantity)
            SELECT i.store_id, parcel.id, i.id, i.quantity FROM order_items i, parcel
            WHERE i.store_id = \(store) AND i.order_id = \(id) AND i.requires_shipping
            """,
        ]
    }
}
