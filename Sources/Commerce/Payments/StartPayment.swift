import Foundation
package import Postgres

/// Makes sure that the provider waits for an order's money. May be repeated by anybody at any time: the provider is
/// asked with a key derived from the order, and gives the same payment again.
package struct StartPayment: Sendable {
    private let database: Database
    private let provider: any PaymentProvider
    private let vault: SecretVault

    package init(database: Database, provider: any PaymentProvider, vault: SecretVault) {
        self.database = database
        self.provider = provider
        self.vault = vault
    }

    package func callAsFunction(_ order: ID<Order>, in store: ID<Store>) async throws -> PlacedOrder {
        let before = try await load(order, in: store)
        guard before.needsIntent, let key = before.key else { return before.placed }
        guard before.order.status == .pending else { return before.placed }
        let request = PaymentIntentRequest(
            amount: before.payment.amount,
            reference: PaymentReference(store: store, order: order)
        )
        let intent = try await create(request, for: before, key: key, in: store)
        guard try await keep(intent, of: order, in: store) else {
            // The order was given up meanwhile: nobody must be able to pay it.
            _ = try? await provider.cancelIntent(intent.id, with: key)
            throw CheckoutError.paymentRefused
        }
        return try await load(order, in: store).placed
    }

    /// An order with what is known of its payment.
    private struct Situation: Sendable {
        let order: Order
        let payment: Payment
        let publishableKey: String?
        let key: Secret?

        var needsIntent: Bool { payment.provider == "stripe" && payment.intent == nil }

        var placed: PlacedOrder {
            PlacedOrder(id: order.id, number: order.number, token: order.token, total: order.total, payment: step)
        }

        private var step: PaymentStep {
            if order.paymentStatus == .paid { return .paid }
            guard let intent = payment.intent, let secret = payment.clientSecret, let publishableKey else {
                return .nothing
            }
            return .card(intent, clientSecret: secret, publishableKey: publishableKey)
        }
    }

    private func load(_ order: ID<Order>, in store: ID<Store>) async throws -> Situation {
        try await database.transaction(as: .service(store: store)) { db in
            let found = try await db.pipeline([
                Order.find(order, in: store), Payment.find(of: order, in: store), CheckoutTerms.fetch(store),
            ])
            guard let orderRow = found[0].first, let paymentRow = found[1].first, let terms = found[2].first else {
                throw OrderError.unknown
            }
            return Situation(
                order: try Order(row: orderRow),
                payment: try Payment(row: paymentRow),
                publishableKey: try CheckoutTerms(row: terms).publishableKey,
                key: try await FindStoreSecret.run(.stripeSecretKey, in: store, vault: vault, on: db)
            )
        }
    }

    private func create(
        _ request: PaymentIntentRequest,
        for situation: Situation,
        key: Secret,
        in store: ID<Store>
    ) async throws -> PaymentIntent {
        do {
            return try await provider.createIntent(request, with: key)
        } catch let error where error.kind == .unavailable || error.kind == .unreadable {
            throw CheckoutError.paymentUnavailable(situation.order.token)
        } catch {
            try await database.transaction(as: .service(store: store)) { db in
                try await CancelOrder.run(situation.order.id, because: error.code, in: store, on: db)
            }
            throw CheckoutError.paymentRefused
        }
    }

    /// False when the order is no longer to be paid.
    private func keep(_ intent: PaymentIntent, of order: ID<Order>, in store: ID<Store>) async throws -> Bool {
        try await database.transaction(as: .service(store: store)) { db in
            let payment = try await db.one(Payment.lock(of: order, in: store), as: Payment.self)
            let current = try await db.one(Order.find(order, in: store), as: Order.self)
            guard current.status == .pending else { return false }
            try await db.execute(payment.adopt(intent, in: store))
            return true
        }
    }
}
