package import Postgres

/// The owner has the money of an order that is paid by hand. Doing it twice does nothing more.
package enum MarkOrderPaid {
    package static func run(
        _ id: ID<Order>,
        by actor: ID<User>?,
        in store: ID<Store>,
        on db: Connection
    ) async throws {
        guard let payment = try await db.first(Payment.lock(of: id, in: store), as: Payment.self),
            let order = try await db.first(Order.lock(id, in: store), as: Order.self)
        else { throw OrderError.unknown }
        guard payment.provider == "manual" else { throw OrderError.paidOnline }
        guard order.paymentStatus != .paid else { return }
        guard order.status != .cancelled, let status = order.status.next(after: .paid) else {
            throw OrderError.notPossible(order.status, .paid)
        }
        _ = try await db.pipeline([
            payment.settle(.succeeded, in: store), Order.setPaid(id, status: status, in: store),
            Order.note("paid", on: id, by: actor, in: store), Order.announce("order.paid", id, in: store),
        ])
    }
}
