import Postgres

/// Asks the provider how a subscription stands and writes it down. Webhooks, the browser's return and our own changes all
/// come here, in any order and any number of times.
struct RefreshSubscription: Sendable {
    let billing: Billing

    /// What the provider said, or why it said nothing.
    enum Answer: Sendable {
        case seen(BillingSubscription, ticket: Int)
        /// No key to ask with, or nobody there who knows it: reports are all there is.
        case nobodyToAsk
        case silence(PaymentProviderError)
    }

    /// - Throws: ``BillingError`` when the provider does not answer.
    func callAsFunction(_ subscription: String, of owner: ID<User>) async throws {
        switch try await ask(about: subscription) {
        case .seen(let seen, let ticket):
            let answer = SeenSubscription(subscription: seen, source: .answer(ticket: ticket, about: nil))
            let plans = try await billing.plans()
            try await billing.database.transaction(as: .billing, retry: .conflicts()) { db in
                try await SettleSubscription.run(answer, of: owner, plans, billing.prices, on: db)
            }
        case .nobodyToAsk: break
        case .silence(let error): throw BillingError(error)
        }
    }

    /// The number is taken before the question is sent: an answer with a greater number was given later.
    func ask(about subscription: String) async throws -> Answer {
        guard let key = try await billing.keys.secretKey() else { return .nobodyToAsk }
        let drawn = try await billing.database.read(as: Persona.billing.databaseActor, [SeenSubscription.takeTicket])
        let ticket: Int = try drawn[0][0]["ticket"]
        do throws(PaymentProviderError) {
            return .seen(try await billing.provider.retrieveSubscription(subscription, with: key), ticket: ticket)
        } catch {
            return error.kind == .notFound ? .nobodyToAsk : .silence(error)
        }
    }
}
