package import Foundation
package import Pricing

/// Who pays: one owner, one customer, one bill.
package struct BillingOwner: Hashable, Sendable {
    package let id: ID<User>
    package let email: String

    package init(id: ID<User>, email: String) {
        self.id = id
        self.email = email
    }
}

/// The provider's name of an owner.
package struct BillingCustomer: Hashable, Sendable {
    package let id: String

    package init(id: String) {
        self.id = id
    }
}

/// What an owner is asked to buy on the provider's page.
package struct PlanCheckout: Hashable, Sendable {
    package let order: PlanOrder
    package let successAddress: String
    package let cancelAddress: String

    package init(order: PlanOrder, successAddress: String, cancelAddress: String) {
        self.order = order
        self.successAddress = successAddress
        self.cancelAddress = cancelAddress
    }
}

/// A plan for a customer.
package struct PlanOrder: Hashable, Sendable {
    package let owner: ID<User>
    package let customer: BillingCustomer
    package let plan: Plan.Kind
    package let price: String
    /// Nothing is charged before; what is left of the trial is not lost by subscribing early.
    package let trialEnd: Date?
    /// The same order again is the same subscription.
    package let idempotencyKey: String

    package init(
        owner: ID<User>,
        customer: BillingCustomer,
        plan: Plan.Kind,
        price: String,
        trialEnd: Date?,
        idempotencyKey: String
    ) {
        self.owner = owner
        self.customer = customer
        self.plan = plan
        self.price = price
        self.trialEnd = trialEnd
        self.idempotencyKey = idempotencyKey
    }
}

/// Another price for a subscription that runs.
package struct SubscriptionChange: Hashable, Sendable {
    package let subscription: String
    /// The line of the subscription whose price changes.
    package let item: String
    package let customer: BillingCustomer
    package let plan: Plan.Kind
    package let price: String
    package let settlement: Settlement
    /// The second from which on the new price counts: what was shown is what is charged.
    package let prorationDate: Date
    package let idempotencyKey: String

    /// When the difference is paid.
    package enum Settlement: Hashable, Sendable {
        /// Charged now, and without the payment nothing changes.
        case now
        /// A credit that the next invoice takes into account.
        case onNextInvoice
    }

    package init(
        subscription: String,
        item: String,
        customer: BillingCustomer,
        plan: Plan.Kind,
        price: String,
        settlement: Settlement,
        prorationDate: Date,
        idempotencyKey: String
    ) {
        self.subscription = subscription
        self.item = item
        self.customer = customer
        self.plan = plan
        self.price = price
        self.settlement = settlement
        self.prorationDate = prorationDate
        self.idempotencyKey = idempotencyKey
    }
}

/// What a change costs, line by line.
package struct ProrationPreview: Hashable, Sendable {
    package let amountDue: Money
    package let lines: [Line]

    package struct Line: Hashable, Sendable {
        package let text: String
        package let amount: Money

        package init(text: String, amount: Money) {
            self.text = text
            self.amount = amount
        }
    }

    package init(amountDue: Money, lines: [Line]) {
        self.amountDue = amountDue
        self.lines = lines
    }
}

/// A page of the provider's, made for one owner and for a short time.
package struct HostedPage: Hashable, Sendable {
    package let id: String
    package let address: String

    package init(id: String, address: String) {
        self.id = id
        self.address = address
    }
}

/// What an owner did on the provider's page.
package struct CheckoutOutcome: Hashable, Sendable {
    package let owner: ID<User>?
    package let customer: BillingCustomer?
    /// Nothing until it is completed.
    package let subscription: String?

    package init(owner: ID<User>?, customer: BillingCustomer?, subscription: String?) {
        self.owner = owner
        self.customer = customer
        self.subscription = subscription
    }
}
