package import Foundation

/// A subscription as the provider has it.
package struct BillingSubscription: Hashable, Sendable {
    package let id: String
    package let customer: BillingCustomer
    /// The provider's word, which may be one that was invented yesterday.
    package let status: String
    package let createdAt: Date
    /// The line whose price is the plan's.
    package let item: String?
    package let price: String?
    package let period: DateInterval?
    package let cancelAtPeriodEnd: Bool
    package let latestInvoice: String?
    /// What we wrote on it when it was ordered.
    package let owner: ID<User>?
    package let namedPlan: String?

    package init(
        id: String,
        customer: BillingCustomer,
        status: String,
        createdAt: Date,
        item: String? = nil,
        price: String? = nil,
        period: DateInterval? = nil,
        cancelAtPeriodEnd: Bool = false,
        latestInvoice: String? = nil,
        owner: ID<User>? = nil,
        namedPlan: String? = nil
    ) {
        self.id = id
        self.customer = customer
        self.status = status
        self.createdAt = createdAt
        self.item = item
        self.price = price
        self.period = period
        self.cancelAtPeriodEnd = cancelAtPeriodEnd
        self.latestInvoice = latestInvoice
        self.owner = owner
        self.namedPlan = namedPlan
    }
}
