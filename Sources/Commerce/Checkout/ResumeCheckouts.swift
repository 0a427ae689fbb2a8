import Foundation
package import Postgres

/// Finds orders that wait for money and brings each to an end: those whose payment was never prepared get one, those
/// that waited too long are given up.
package struct ResumeCheckouts: Sendable {
    private let database: Database
    private let startPayment: StartPayment
    private let cancel: CancelUnpaidOrder
    /// How long a buyer has to pay.
    private let patience: Duration

    package init(
        database: Database,
        provider: any PaymentProvider,
        vault: SecretVault,
        patience: Duration = .seconds(30 * 60)
    ) {
        self.database = database
        startPayment = StartPayment(database: database, provider: provider, vault: vault)
        cancel = CancelUnpaidOrder(database: database, provider: provider, vault: vault)
        self.patience = patience
    }

    /// How many orders were brought further. One that fails is tried again in the next round.
    package func callAsFunction(limit: Int = 100) async throws -> Int {
        var moved = 0
        for (order, store) in try await list(abandoned, limit: limit) {
            moved += (try? await cancel(order, because: "payment_expired", in: store)) == nil ? 0 : 1
        }
        for (order, store) in try await list(Self.unprepared, limit: limit) {
            moved += (try? await startPayment(order, in: store)) == nil ? 0 : 1
        }
        return moved
    }

    private var abandoned: SQL {
        "o.created_at < now() - \(Int(patience.components.seconds)) * interval '1 second'"
    }

    /// A checkout at work prepares its payment within this time; what is older was left by a crash.
    private static let unprepared: SQL = """
        p.stripe_payment_intent_id IS NULL AND o.created_at < now() - interval '60 seconds'
        """

    private func list(_ condition: SQL, limit: Int) async throws -> [(ID<Order>, ID<Store>)] {
        let actor = try Persona.service(store: nil).databaseActor
        let rows = try await database.read(
            as: actor,
            [
                """
                SELECT o.id, o.store_id FROM orders o
                JOIN payments p ON p.store_id = o.store_id AND p.order_id = o.id
                WHERE o.status = 'pending' AND o.payment_status = 'pending' AND p.provider = 'stripe'
                    AND p.status NOT IN ('processing', 'succeeded', 'requires_capture') AND \(condition)
                ORDER BY o.created_at LIMIT \(limit)
                """
            ]
        )[0]
        return try rows.map { (try $0["id"], try $0["store_id"]) }
    }
}
