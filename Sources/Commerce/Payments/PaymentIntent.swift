package import Pricing

/// The provider's side of a payment: how far the collecting of an order's money has come.
package struct PaymentIntent: Hashable, Sendable {
    /// The provider's name for it, `pi_…`.
    package struct Name: Hashable, Sendable, RawRepresentable {
        package let rawValue: String

        package init(rawValue: String) {
            self.rawValue = rawValue
        }
    }

    /// The provider's word for the state, kept raw so that a word invented tomorrow does not fail a webhook.
    package struct Status: Hashable, Sendable, RawRepresentable {
        package let rawValue: String

        package init(rawValue: String) {
            self.rawValue = rawValue
        }
    }

    package struct Failure: Hashable, Sendable {
        package let code: String?
        package let message: String?

        package init(code: String?, message: String?) {
            self.code = code
            self.message = message
        }
    }

    package let id: Name
    package let status: Status
    package let amount: Money
    /// With it, the buyer's browser may confirm this one payment.
    package let clientSecret: Secret?
    package let charge: String?
    package let failure: Failure?
    /// The order and store that we wrote on it when we made it.
    package let reference: PaymentReference?

    package init(
        id: Name,
        status: Status,
        amount: Money,
        clientSecret: Secret? = nil,
        charge: String? = nil,
        failure: Failure? = nil,
        reference: PaymentReference? = nil
    ) {
        self.id = id
        self.status = status
        self.amount = amount
        self.clientSecret = clientSecret
        self.charge = charge
        self.failure = failure
        self.reference = reference
    }
}

extension PaymentIntent.Status {
    package static let requiresPaymentMethod = Self(rawValue: "requires_payment_method")
    package static let requiresConfirmation = Self(rawValue: "requires_confirmation")
    package static let requiresAction = Self(rawValue: "requires_action")
    package static let requiresCapture = Self(rawValue: "requires_capture")
    package static let processing = Self(rawValue: "processing")
    package static let succeeded = Self(rawValue: "succeeded")
    package static let canceled = Self(rawValue: "canceled")
}

/// What ties a provider's payment to our order.
package struct PaymentReference: Hashable, Sendable {
    package let store: ID<Store>
    package let order: ID<Order>

    package init(store: ID<Store>, order: ID<Order>) {
        self.store = store
        self.order = order
    }
}

/// What the provider is asked to collect.
package struct PaymentIntentRequest: Hashable, Sendable {
    package let amount: Money
    package let reference: PaymentReference

    package init(amount: Money, reference: PaymentReference) {
        self.amount = amount
        self.reference = reference
    }

    /// Derived from the order, so that asking twice gives the same intent, whoever asks.
    package var idempotencyKey: String { "order-\(reference.order)" }
}
