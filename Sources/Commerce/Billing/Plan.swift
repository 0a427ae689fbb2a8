package import Pricing

/// A plan as it is sold: what it costs and what it allows. Its limits are held by the database.
package struct Plan: Hashable, Sendable {
    /// The plan's name in tables and in Stripe's metadata.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case trial, starter, professional, enterprise
    }

    package enum Interval: String, Hashable, Sendable {
        case month, year
    }

    package let kind: Kind
    package let name: String
    package let summary: String
    package let price: Money
    package let interval: Interval
    package let stripePrice: String?
    package let isPublic: Bool
    package let limits: PlanLimits
    package let grace: Grace

    /// What an unpaid invoice leads to, in days.
    package struct Grace: Hashable, Sendable {
        package let daysUntilReadOnly: Int
        package let daysUntilClosed: Int
    }
}

/// What a plan allows; nil is no limit.
package struct PlanLimits: Hashable, Sendable {
    package let stores: Int?
    package let productsPerStore: Int?
    package let ordersPerMonth: Int?
    package let pagesPerStore: Int?
    package let customDomains: Int?
    package let staffPerStore: Int?
}
