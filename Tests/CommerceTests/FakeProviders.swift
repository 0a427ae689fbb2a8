import Commerce
import Foundation
import Pricing
import Synchronization
import Testing

/// Fails the test that calls it.
struct UnimplementedProvider: PaymentProvider {
    func createIntent(
        _ request: PaymentIntentRequest,
        with key: Secret
    ) async throws(PaymentProviderError) -> PaymentIntent {
        throw unexpected("createIntent")
    }

    func retrieveIntent(_ id: PaymentIntent.Name, with key: Secret) async throws(PaymentProviderError) -> PaymentIntent
    {
        throw unexpected("retrieveIntent")
    }

    func confirmIntent(
        _ id: PaymentIntent.Name,
        paymentMethod: String,
        with key: Secret
    ) async throws(PaymentProviderError) -> PaymentIntent {
        throw unexpected("confirmIntent")
    }

    func cancelIntent(_ id: PaymentIntent.Name, with key: Secret) async throws(PaymentProviderError) -> PaymentIntent {
        throw unexpected("cancelIntent")
    }

    func event(in body: [UInt8], signature: String, secret: Secret, now: Date) throws(WebhookError) -> PaymentEvent {
        throw .unreadable
    }

    func event(stored body: String) throws(WebhookError) -> PaymentEvent {
        throw .unreadable
    }

    private func unexpected(_ call: String) -> PaymentProviderError {
        Issue.record("\(call) was called, and nothing should ask the provider here.")
        return PaymentProviderError(.refused)
    }
}

/// A provider in memory that keeps its word: one intent for one idempotency key, and states that only go forward.
final class PretendProvider: PaymentProvider {
    struct State {
        var intents: [String: PaymentIntent] = [:]
        var names: [String: String] = [:]
        var failures: [PaymentProviderError.Kind] = []
        /// The call has its effect and its answer is lost.
        var losesAnswers = 0
        var created = 0
    }

    let state = Mutex(State())

    /// The next calls fail so, before they have an effect.
    func fail(_ kinds: PaymentProviderError.Kind...) {
        state.withLock { $0.failures += kinds }
    }

    func loseAnswers(_ count: Int) {
        state.withLock { $0.losesAnswers = count }
    }

    var createdCount: Int { state.withLock(\.created) }

    func createIntent(
        _ request: PaymentIntentRequest,
        with key: Secret
    ) async throws(PaymentProviderError) -> PaymentIntent {
        try failIfTold()
        let intent = state.withLock { state in
            if let name = state.names[request.idempotencyKey], let known = state.intents[name] { return known }
            state.created += 1
            let name = "pi_\(UUID().uuidString.prefix(8))"
            let made = PaymentIntent(
                id: .init(rawValue: name),
                status: .requiresPaymentMethod,
                amount: request.amount,
                clientSecret: Secret("\(name)_secret"),
                reference: request.reference
            )
            state.names[request.idempotencyKey] = name
            state.intents[name] = made
            return made
        }
        try loseAnswerIfTold()
        return intent
    }

    func retrieveIntent(_ id: PaymentIntent.Name, with key: Secret) async throws(PaymentProviderError) -> PaymentIntent
    {
        try failIfTold()
        guard let intent = state.withLock({ $0.intents[id.rawValue] }) else { throw PaymentProviderError(.notFound) }
        return intent
    }

    func confirmIntent(
        _ id: PaymentIntent.Name,
        paymentMethod: String,
        with key: Secret
    ) async throws(PaymentProviderError) -> PaymentIntent {
        try failIfTold()
        let intent = try move(id, to: .succeeded, from: [.requiresPaymentMethod])
        try loseAnswerIfTold()
        return intent
    }

    func cancelIntent(_ id: PaymentIntent.Name, with key: Secret) async throws(PaymentProviderError) -> PaymentIntent {
        try failIfTold()
        return try move(id, to: .canceled, from: [.requiresPaymentMethod, .requiresAction])
    }

    /// An event's body is its id and the intent's name; the signature is the secret itself.
    func event(in body: [UInt8], signature: String, secret: Secret, now: Date) throws(WebhookError) -> PaymentEvent {
        guard Secret(signature) == secret else { throw .signatureWrong }
        return try event(stored: String(decoding: body, as: UTF8.self))
    }

    func event(stored body: String) throws(WebhookError) -> PaymentEvent {
        guard let fields = try? JSONDecoder().decode([String: String].self, from: Data(body.utf8)),
            let id = fields["id"], let name = fields["intent"]
        else { throw .unreadable }
        return PaymentEvent(id: id, type: "payment_intent", intent: state.withLock { $0.intents[name] })
    }

    /// What the buyer's browser does with Stripe's form.
    @discardableResult
    func pay(_ id: PaymentIntent.Name) throws -> PaymentIntent {
        try move(id, to: .succeeded, from: [.requiresPaymentMethod])
    }

    func intent(of order: ID<Order>) -> PaymentIntent? {
        state.withLock { state in state.intents.values.first { $0.reference?.order == order } }
    }

    private func move(
        _ id: PaymentIntent.Name,
        to status: PaymentIntent.Status,
        from allowed: [PaymentIntent.Status]
    ) throws(PaymentProviderError) -> PaymentIntent {
        let moved = state.withLock { state -> PaymentIntent? in
            guard let intent = state.intents[id.rawValue], allowed.contains(intent.status) else { return nil }
            let moved = PaymentIntent(
                id: id,
                status: status,
                amount: intent.amount,
                clientSecret: intent.clientSecret,
                charge: status == .succeeded ? "ch_1" : nil,
                reference: intent.reference
            )
            state.intents[id.rawValue] = moved
            return moved
        }
        guard let moved else { throw PaymentProviderError(.refused) }
        return moved
    }

    private func failIfTold() throws(PaymentProviderError) {
        let failure = state.withLock { $0.failures.isEmpty ? nil : $0.failures.removeFirst() }
        if let failure { throw PaymentProviderError(failure) }
    }

    private func loseAnswerIfTold() throws(PaymentProviderError) {
        let isLost = state.withLock { state in
            state.losesAnswers -= 1
            return state.losesAnswers >= 0
        }
        if isLost { throw PaymentProviderError(.unavailable) }
    }
}
