package import Postgres

/// Cancels an order whose goods are still here: stock and whatever else it used come back, waiting money is no longer
/// waited for. An intent at the provider has to be cancelled before, outside the transaction; see `CancelUnpaidOrder`.
package enum CancelOrder {
    package static func run(
        _ id: ID<Order>,
        because reason: String,
        by actor: ID<User>? = nil,
        in store: ID<Store>,
        on db: Connection
    ) async throws {
        let payment = try await db.first(Payment.lock(of: id, in: store), as: Payment.self)
        guard let order = try await db.first(Order.lock(id, in: store), as: Order.self) else {
            throw OrderError.unknown
        }
        guard order.status != .cancelled else { return }
        guard order.status.next(after: .cancelled) != nil else {
            throw OrderError.notPossible(order.status, .cancelled)
        }
        var changes = [
            Order.setCancelled(id, because: reason, in: store),
            Order.note("cancelled", reason, on: id, by: actor, in: store),
            Order.announce("order.cancelled", id, in: store),
        ]
        if let payment, !payment.status.isFinal { changes.append(payment.settle(.canceled, in: store)) }
        _ = try await db.pipeline(changes + Order.returnStock(of: id, in: store) + Order.returnUses(of: id))
    }
}
