package import Foundation

/// When a promotion is given. Minimums are measured before any discount, so that promotions never take each other's
/// ground away.
package struct PromotionConditions: Hashable, Sendable, Codable {
    /// The least that the counted lines cost together.
    package var minimumSpend: Money?
    /// The fewest pieces of the counted lines.
    package var minimumQuantity: Int?
    /// Which lines count for the minimums.
    package var counted = LineSelection.all
    /// Whether it is for those alone who have never ordered.
    package var isForFirstOrder = false
    /// For whom it is; nobody named is everybody.
    package var segments: Set<PricingID<CustomerSegment>> = []
    /// The countries that the order may go to, as ISO 3166-1 codes in capitals; none named are all.
    package var countries: Set<String> = []
    /// From when on, this instant included.
    package var start: Date?
    /// Until when, this instant excluded.
    package var end: Date?

    /// Always, until something is demanded.
    package init() {}
}
