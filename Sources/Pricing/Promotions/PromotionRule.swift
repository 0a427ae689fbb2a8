/// A promotion of a shop: what it gives, to whom, and beside what else.
package struct PromotionRule: Hashable, Sendable, Codable {
    /// What sets a promotion off.
    package enum Trigger: Hashable, Sendable, Codable {
        /// Every cart that meets the conditions.
        case automatic
        /// The shopper types this code; letter case and spaces around it are no matter.
        case code(_ code: String)
    }

    /// Whether a promotion goes together with others.
    package enum Stacking: String, Hashable, Sendable, Codable {
        /// With all that stack.
        case stackable
        /// With none.
        case exclusive
    }

    /// The promotion's id.
    package let id: PricingID<PromotionRule>
    /// What the shop calls it.
    package let name: String
    /// What sets it off.
    package let trigger: Trigger
    /// What it gives.
    package let benefit: PromotionBenefit
    /// When it is given.
    package var conditions = PromotionConditions()
    /// Whether it goes together with others.
    package var stacking = Stacking.stackable
    /// Of promotions that stack, the higher goes first.
    package var priority = 0
    /// How many more orders may use it; nil is any number. The database counts, and holds the limit.
    package var usesLeft: Int?
    /// How many more orders of this buyer may use it.
    package var usesLeftForBuyer: Int?

    /// A promotion that gives `benefit`, with everything else as it is most often.
    package init(
        id: PricingID<PromotionRule>, name: String, trigger: Trigger = .automatic, _ benefit: PromotionBenefit
    ) {
        self.id = id
        self.name = name
        self.trigger = trigger
        self.benefit = benefit
    }

    /// The code as it is compared, if there is one.
    var code: String? {
        if case .code(let code) = trigger { Self.normalized(code) } else { nil }
    }

    /// A code without the spaces around it, in capitals.
    static func normalized(_ code: String) -> String {
        String(code.uppercased().drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
