package import Postgres

/// What an intent of the provider means for our order: the one place where money becomes a paid order. The browser's
/// return and the webhook both come here, in any order and any number of times.
package enum FinalizePayment {
    package enum Outcome: Hashable, Sendable {
        case paid
        case waiting
        case failed
        case cancelled
        /// None of this store's payments.
        case unknown
    }

    @discardableResult
    package static func run(_ intent: PaymentIntent, in store: ID<Store>, on db: Connection) async throws -> Outcome {
        guard let payment = try await find(intent, in: store, on: db) else {
            try await noteStranger(intent, in: store, on: db)
            return .unknown
        }
        guard let order = try await db.first(Order.lock(payment.order, in: store), as: Order.self) else {
            return .unknown
        }
        guard payment.status.accepts(intent.status) else { return outcome(of: payment.status) }
        guard intent.amount == payment.amount else {
            try await db.execute(Order.note("payment_amount_differs", intent.id.rawValue, on: order.id, in: store))
            return .waiting
        }
        try await db.execute(payment.update(from: intent, in: store))
        let status = Payment.Status(intent)
        switch status {
        case .succeeded: try await receive(order, in: store, on: db)
        case .canceled where order.status == .pending:
            try await CancelOrder.run(order.id, because: "payment_canceled", in: store, on: db)
        case .failed:
            try await db.execute(Order.note("payment_failed", intent.failure?.code, on: order.id, in: store))
        default: break
        }
        return outcome(of: status)
    }

    /// By its name; or by the order that we wrote on it, when we died between making it and noting its name.
    private static func find(_ intent: PaymentIntent, in store: ID<Store>, on db: Connection) async throws -> Payment? {
        if let payment = try await db.first(Payment.lock(intent.id, in: store), as: Payment.self) { return payment }
        guard let reference = intent.reference, reference.store == store,
            let payment = try await db.first(Payment.lock(of: reference.order, in: store), as: Payment.self),
            payment.provider == "stripe", payment.intent == nil
        else { return nil }
        try await db.execute(payment.adopt(intent, in: store))
        return payment
    }

    /// Money for one of our orders, collected by an intent that is not the order's: the owner has to know.
    private static func noteStranger(_ intent: PaymentIntent, in store: ID<Store>, on db: Connection) async throws {
        guard intent.status == .succeeded, let reference = intent.reference, reference.store == store,
            let order = try await db.first(Order.find(reference.order, in: store), as: Order.self)
        else { return }
        try await db.execute(Order.note("unexpected_payment", intent.id.rawValue, on: order.id, in: store))
    }

    private static func receive(_ order: Order, in store: ID<Store>, on db: Connection) async throws {
        guard order.status != .cancelled, let status = order.status.next(after: .paid) else {
            try await db.execute(Order.note("paid_after_cancellation", on: order.id, in: store))
            return
        }
        _ = try await db.pipeline([
            Order.setPaid(order.id, status: status, in: store), Order.note("paid", on: order.id, in: store),
            Order.announce("order.paid", order.id, in: store), Order.announce("order.confirmed", order.id, in: store),
        ])
        try await sellStock(of: order, in: store, on: db)
    }

    /// A hold that expired before the money came may find the shelf empty. The money has come all the same: the owner
    /// is told, and decides between waiting for goods and giving it back.
    private static func sellStock(of order: Order, in store: ID<Store>, on db: Connection) async throws {
        do {
            try await db.savepoint { _ = try await db.execute("SELECT app.sell_reserved_stock(\(order.id))") }
        } catch let error as PostgresError where error.constraint == "stock_levels_never_oversold" {
            try await db.execute(Order.note("stock_missing", error.detail, on: order.id, in: store))
        }
    }

    private static func outcome(of status: Payment.Status) -> Outcome {
        switch status {
        case .succeeded, .refunded, .partiallyRefunded: .paid
        case .failed: .failed
        case .canceled: .cancelled
        case .pending, .authorized, .processing, .requiresAction, .requiresCapture, .other: .waiting
        }
    }
}
