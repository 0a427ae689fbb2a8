/// What went wrong between us and the payment provider.
package struct PaymentProviderError: Error, Hashable {
    package enum Kind: Hashable, Sendable {
        /// The buyer's bank said no; another card may do.
        case declined
        /// The store's key is wrong or revoked.
        case unauthorized
        /// The provider does not accept what we sent, or not in the state it is in.
        case refused
        /// The provider does not know the id.
        case notFound
        /// No answer within the budget, or only answers that ask to come later. The outcome is unknown.
        case unavailable
        /// An answer that cannot be understood.
        case unreadable
    }

    package let kind: Kind
    package let status: Int?
    /// The provider's own code, such as `card_declined`.
    package let providerCode: String?
    /// The provider's sentence, fit to be shown to a buyer when the kind is `declined`.
    package let message: String?
    /// By which the provider's support finds the call.
    package let requestID: String?

    package init(
        _ kind: Kind,
        status: Int? = nil,
        providerCode: String? = nil,
        message: String? = nil,
        requestID: String? = nil
    ) {
        self.kind = kind
        self.status = status
        self.providerCode = providerCode
        self.message = message
        self.requestID = requestID
    }
}

extension PaymentProviderError {
    package var code: String {
        switch kind {
        case .declined: "payment_declined"
        case .unauthorized: "payment_key_refused"
        case .refused: "payment_refused"
        case .notFound: "payment_unknown"
        case .unavailable: "payment_unavailable"
        case .unreadable: "payment_unreadable"
        }
    }
}
