import Foundation
package import Postgres

/// The buyer's side of a card payment: back from Stripe's form, or with a payment method that the form made.
package struct ConfirmPayment: Sendable {
    private let database: Database
    private let provider: any PaymentProvider
    private let vault: SecretVault

    package init(database: Database, provider: any PaymentProvider, vault: SecretVault) {
        self.database = database
        self.provider = provider
        self.vault = vault
    }

    /// The browser says that it has paid; the provider is asked, because a browser says anything.
    package func returned(_ token: OrderToken, in store: ID<Store>) async throws -> FinalizePayment.Outcome {
        guard let (intent, key) = try await intent(of: token, in: store) else { return .unknown }
        return try await finalize(try await provider.retrieveIntent(intent, with: key), in: store)
    }

    /// Charges the payment method. A declined card is `PaymentProviderError` of kind `declined`; another may be tried.
    package func pay(
        _ token: OrderToken,
        with paymentMethod: String,
        in store: ID<Store>
    ) async throws -> FinalizePayment.Outcome {
        guard paymentMethod.wholeMatch(of: /(pm|card|src)_[A-Za-z0-9_]{1,250}/) != nil else {
            throw PaymentProviderError(.refused)
        }
        guard let (intent, key) = try await intent(of: token, in: store) else { return .unknown }
        do {
            return try await finalize(
                try await provider.confirmIntent(intent, paymentMethod: paymentMethod, with: key),
                in: store
            )
        } catch let error as PaymentProviderError {
            // Refused may mean paid already, unavailable may mean paid without an answer: the intent knows.
            guard let current = try? await provider.retrieveIntent(intent, with: key),
                try await finalize(current, in: store) == .paid
            else { throw error }
            return .paid
        }
    }

    private func finalize(_ intent: PaymentIntent, in store: ID<Store>) async throws -> FinalizePayment.Outcome {
        try await database.transaction(as: .service(store: store), retry: .conflicts()) { db in
            try await FinalizePayment.run(intent, in: store, on: db)
        }
    }

    private func intent(of token: OrderToken, in store: ID<Store>) async throws -> (PaymentIntent.Name, Secret)? {
        try await database.transaction(as: .service(store: store)) { db in
            guard let order = try await db.first(Order.find(token, in: store), as: Order.self),
                let intent = try await db.first(Payment.find(of: order.id, in: store), as: Payment.self)?.intent,
                let key = try await FindStoreSecret.run(.stripeSecretKey, in: store, vault: vault, on: db)
            else { return nil }
            return (intent, key)
        }
    }
}
