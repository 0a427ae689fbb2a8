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

extension PromotionConditions {
    /// Reads what is demanded; what is left out is not, so that `{}` is always.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        minimumSpend = try fields.decodeIfPresent(Money.self, forKey: .minimumSpend)
        minimumQuantity = try fields.decodeIfPresent(Int.self, forKey: .minimumQuantity)
        counted = try fields.decodeIfPresent(LineSelection.self, forKey: .counted) ?? .all
        isForFirstOrder = try fields.decodeIfPresent(Bool.self, forKey: .isForFirstOrder) ?? false
        segments = try fields.decodeIfPresent(Set.self, forKey: .segments) ?? []
        countries = try fields.decodeIfPresent(Set.self, forKey: .countries) ?? []
        start = try fields.decodeIfPresent(Date.self, forKey: .start)
        end = try fields.decodeIfPresent(Date.self, forKey: .end)
    }
}
