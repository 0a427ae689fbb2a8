package import Foundation
package import Pricing

/// A promotion as the shop's people see it: what it gives, how often it was used, and whether it is in force.
package struct Promotion: Hashable, Sendable {
    package enum State: String, Hashable, Sendable {
        case active
        /// Starts later.
        case scheduled
        case over
        case usedUp = "used_up"
        /// Put away for good; what it gave stays on record.
        case archived
    }

    package let id: ID<Promotion>
    package let details: PromotionDetails
    /// Orders that stand and used it.
    package let uses: Int
    package let isArchived: Bool

    package func state(at instant: Date) -> State {
        if isArchived { return .archived }
        if let start = details.startsAt, start > instant { return .scheduled }
        if let end = details.endsAt, end <= instant { return .over }
        if let limit = details.usesLimit, uses >= limit { return .usedUp }
        return .active
    }
}

/// What the shop's people say about a promotion.
package struct PromotionDetails: Hashable, Sendable {
    package let name: String
    /// In capitals; nil is given to every cart that meets the conditions.
    package let code: String?
    package let benefit: PromotionBenefit
    package let conditions: PromotionConditions
    package let startsAt: Date?
    package let endsAt: Date?
    package let isExclusive: Bool
    package let priority: Int
    package let usesLimit: Int?
    package let usesLimitPerCustomer: Int?

    package init(
        name: String,
        code: String? = nil,
        benefit: PromotionBenefit,
        conditions: PromotionConditions = PromotionConditions(),
        startsAt: Date? = nil,
        endsAt: Date? = nil,
        isExclusive: Bool = false,
        priority: Int = 0,
        usesLimit: Int? = nil,
        usesLimitPerCustomer: Int? = nil
    ) {
        self.name = name
        self.code = code?.uppercased()
        self.benefit = benefit
        self.conditions = conditions
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.isExclusive = isExclusive
        self.priority = priority
        self.usesLimit = usesLimit
        self.usesLimitPerCustomer = usesLimitPerCustomer
    }
}
