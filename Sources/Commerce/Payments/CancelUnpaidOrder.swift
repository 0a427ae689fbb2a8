import Foundation
package import Postgres

/// Gives up an order that is not paid: first at the provider, where from then on nobody can pay it, then here. Finds
/// out on the way when the money has come after all.
package struct CancelUnpaidOrder: Sendable {
    private let database: Database
    private let provider: any PaymentProvider
    private let vault: SecretVault

    package init(database: Database, provider: any PaymentProvider, vault: SecretVault) {
        self.database = database
        self.provider = provider
        self.vault = vault
    }

    package func callAsFunction(
        _ order: ID<Order>,
        because reason: String,
        by actor: ID<User>? = nil,
        in store: ID<Store>
    ) async throws {
        let (payment, key) = try await load(order, in: store)
        if let intent = payment?.intent, let key, payment?.status.isFinal == false {
            let current = try await cancel(intent, with: key)
            guard current.status == .canceled else {
                return try await database.transaction(as: .service(store: store), retry: .conflicts()) { db in
                    _ = try await FinalizePayment.run(current, in: store, on: db)
                }
            }
        }
        try await database.transaction(as: .service(store: store), retry: .conflicts()) { db in
            try await CancelOrder.run(order, because: reason, by: actor, in: store, on: db)
        }
    }

    /// The provider refuses to cancel what is paid or cancelled already; then the intent as it is.
    private func cancel(_ intent: PaymentIntent.Name, with key: Secret) async throws -> PaymentIntent {
        do {
            return try await provider.cancelIntent(intent, with: key)
        } catch let error where error.kind == .refused {
            return try await provider.retrieveIntent(intent, with: key)
        }
    }

    private func load(_ order: ID<Order>, in store: ID<Store>) async throws -> (Payment?, Secret?) {
        try await database.transaction(as: .service(store: store)) { db in
            (
                try await db.first(Payment.find(of: order, in: store), as: Payment.self),
                try await FindStoreSecret.run(.stripeSecretKey, in: store, vault: vault, on: db)
            )
        }
    }
}
