import Commerce
import Postgres

extension OrderShow {
    /// A button on an order's page.
    enum Action: String, CaseIterable, Sendable {
        case paid
        case shipped
        case delivered
        case cancelled

        var title: String {
            switch self {
            case .paid: "Mark as paid"
            case .shipped: "Mark as shipped"
            case .delivered: "Mark as delivered"
            case .cancelled: "Cancel order"
            }
        }

        /// Whether the button makes sense for the order as it stands; the use case decides again.
        func isOffered(for order: Order) -> Bool {
            switch self {
            case .paid:
                order.payment == .manual && order.paymentStatus == .pending && order.status.next(after: .paid) != nil
            case .shipped: order.status.next(after: .shipped) != nil
            case .delivered: order.status.next(after: .delivered) != nil
            // What was paid or may be paid at Stripe this minute is given back there first.
            case .cancelled:
                order.payment == .manual && order.paymentStatus == .pending
                    && order.status.next(after: .cancelled) != nil
            }
        }

        func run(_ id: ID<Order>, by user: ID<User>, in store: ID<Store>, on db: Connection) async throws {
            switch self {
            case .paid: try await MarkOrderPaid.run(id, by: user, in: store, on: db)
            case .shipped: try await AdvanceOrder.run(id, .shipped, by: user, in: store, on: db)
            case .delivered: try await AdvanceOrder.run(id, .delivered, by: user, in: store, on: db)
            case .cancelled: try await CancelOrder.run(id, because: "by the shop", by: user, in: store, on: db)
            }
        }
    }
}

extension OrderError {
    var sentence: String {
        switch self {
        case .unknown: "There is no such order in this store."
        case .notPossible: "Somebody has changed this order meanwhile. Look at it again before you go on."
        case .paidOnline: "This order is paid through Stripe: take or give back the money there."
        }
    }
}
