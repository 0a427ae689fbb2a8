import Pricing

/// The money of one order, as our table knows it.
struct Payment: Hashable, Sendable {
    /// Our states; the provider's own word is kept beside them.
    enum Status: String, Hashable, Sendable {
        case pending, authorized, processing, succeeded, failed, canceled, refunded, other
        case requiresAction = "requires_action"
        case requiresCapture = "requires_capture"
        case partiallyRefunded = "partially_refunded"
    }

    let id: ID<Payment>
    let order: ID<Order>
    let provider: String
    let intent: PaymentIntent.Name?
    let clientSecret: Secret?
    let amount: Money
    let status: Status
}

extension Payment.Status {
    /// Money that has come in does not go away because an older report arrives late, and what was given up stays so.
    var isFinal: Bool {
        switch self {
        case .succeeded, .refunded, .partiallyRefunded, .canceled: true
        case .pending, .authorized, .processing, .failed, .requiresAction, .requiresCapture, .other: false
        }
    }

    /// Whether a report still changes something. Money that comes in after all is never overlooked.
    func accepts(_ report: PaymentIntent.Status) -> Bool {
        !isFinal || (self == .canceled && report == .succeeded)
    }

    /// What a provider's intent says about the payment. Waiting for a payment method is failure after a failed try.
    init(_ intent: PaymentIntent) {
        switch intent.status {
        case .succeeded: self = .succeeded
        case .canceled: self = .canceled
        case .processing: self = .processing
        case .requiresAction: self = .requiresAction
        case .requiresCapture: self = .requiresCapture
        case .requiresPaymentMethod, .requiresConfirmation: self = intent.failure == nil ? .pending : .failed
        default: self = .other
        }
    }
}
