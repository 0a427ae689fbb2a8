/// A verified report of the provider.
package struct PaymentEvent: Hashable, Sendable {
    /// The provider's name for the event, `evt_…`; it comes more than once and counts once.
    package let id: String
    package let type: String
    /// Nothing for events that are not about a payment.
    package let intent: PaymentIntent?

    package init(id: String, type: String, intent: PaymentIntent?) {
        self.id = id
        self.type = type
        self.intent = intent
    }
}

/// Why a webhook is refused.
package enum WebhookError: Error, Hashable {
    case signatureMissing
    case signatureWrong
    /// Signed longer ago than the tolerance: a recording played again.
    case tooOld
    case unreadable
}

extension WebhookError {
    package var code: String {
        switch self {
        case .signatureMissing: "webhook_signature_missing"
        case .signatureWrong: "webhook_signature_wrong"
        case .tooOld: "webhook_too_old"
        case .unreadable: "webhook_unreadable"
        }
    }
}
