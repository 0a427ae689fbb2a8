/// Why a plan stays as it is.
package enum BillingError: Error, Hashable {
    /// The operator has given the program no keys.
    case notConfigured
    /// The operator has given the plan no price at the provider.
    case priceMissing(String)
    case notForSale
    case noOwner
    /// There is a plan already: it is changed, not bought again.
    case alreadySubscribed
    case noSubscription
    case samePlan
    /// What is owed comes first.
    case paymentDue
    /// The preview is too old to hold the provider to it.
    case previewOutdated
    case declined(String?)
    /// The outcome is unknown; the same again does no harm.
    case unavailable
    /// The provider does not take our key or what we sent: the operator's matter.
    case refused
}

extension BillingError {
    init(_ error: PaymentProviderError) {
        switch error.kind {
        case .declined: self = .declined(error.message)
        case .unavailable, .unreadable: self = .unavailable
        case .unauthorized, .refused, .notFound: self = .refused
        }
    }
}

extension BillingError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notConfigured:
            "Plans cannot be bought yet: the operator of this platform has not set up billing."
        case .priceMissing(let name):
            "The \(name) plan cannot be bought yet: the operator has given it no price at Stripe."
        case .notForSale: "This plan is not for sale; choose one from the list."
        case .noOwner: "Only the owner of a store has a plan."
        case .alreadySubscribed: "You have a plan already; change it below instead of buying another."
        case .noSubscription: "You have no paid plan yet; choose one from the list."
        case .samePlan: "That is the plan you have."
        case .paymentDue: "An invoice is unpaid. Pay it first, then change your plan."
        case .previewOutdated:
            "The amount has changed since you opened the page; look at the new one and confirm again."
        case .declined(let words):
            "The payment was declined\(words.map { ": \($0)" } ?? ".") Nothing was changed; use another card and try again."
        case .unavailable: "Stripe does not answer. Nothing is charged twice: try again in a minute."
        case .refused: "Stripe did not accept the request. Nothing was changed; tell the operator of this platform."
        }
    }
}
