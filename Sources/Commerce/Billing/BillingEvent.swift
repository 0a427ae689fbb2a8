package import Foundation

/// A verified report of the provider about the platform's own business.
package struct BillingEvent: Hashable, Sendable {
    /// The provider's name for the event; it comes more than once and counts once.
    package let id: String
    package let type: String
    package let occurredAt: Date
    /// Set where the report is about somebody else's account that is connected to ours.
    package let account: String?
    package let subject: Subject

    package enum Subject: Hashable, Sendable {
        /// With the subscription as it was at that moment.
        case subscription(BillingSubscription)
        /// Something about a subscription that has to be asked for.
        case mention(subscription: String?, customer: BillingCustomer?, owner: ID<User>?)
        case nothingOfOurs
    }

    package init(id: String, type: String, occurredAt: Date, account: String? = nil, subject: Subject) {
        self.id = id
        self.type = type
        self.occurredAt = occurredAt
        self.account = account
        self.subject = subject
    }
}

extension BillingEvent {
    var subscription: String? {
        switch subject {
        case .subscription(let subscription): subscription.id
        case .mention(let subscription, _, _): subscription
        case .nothingOfOurs: nil
        }
    }

    var customer: BillingCustomer? {
        switch subject {
        case .subscription(let subscription): subscription.customer
        case .mention(_, let customer, _): customer
        case .nothingOfOurs: nil
        }
    }

    var owner: ID<User>? {
        switch subject {
        case .subscription(let subscription): subscription.owner
        case .mention(_, _, let owner): owner
        case .nothingOfOurs: nil
        }
    }

    var status: String? {
        guard case .subscription(let subscription) = subject else { return nil }
        return subscription.status
    }

    /// Among events of one second, which the provider does not tell apart: nothing comes before the beginning or after
    /// the end.
    var rank: Int {
        if type.hasSuffix(".created") { return 1 }
        if type.hasSuffix(".deleted") { return 9 }
        return 5
    }
}
