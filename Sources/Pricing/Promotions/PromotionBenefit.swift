/// What a promotion gives.
package enum PromotionBenefit: Hashable, Sendable, Codable {
    /// A share of what the lines still cost.
    case percentage(_ rate: Rate, of: LineSelection = .all)
    /// An amount off the lines together, as much of it as they still cost.
    case amount(_ amount: Money, of: LineSelection = .all)
    /// The best of several steps that the lines have reached.
    case tiers(_ steps: [PromotionTier], of: LineSelection = .all)
    /// Some pieces cheaper for buying others.
    case buyGet(_ offer: BuyGet)
    /// Shipping for nothing, or cheaper by at most an amount; by certain methods alone where any are named.
    case freeShipping(upTo: Money? = nil, methods: Set<PricingID<ShippingMethod>> = [])

    /// Every amount in it, for the check of currencies.
    var amounts: [Money] {
        switch self {
        case .percentage, .buyGet: []
        case .amount(let amount, _): [amount]
        case .tiers(let steps, _): steps.flatMap(\.amounts)
        case .freeShipping(let limit, _): [limit].compactMap(\.self)
        }
    }

    /// Pieces are given away first, when they still have their price; then lines become cheaper; then shipping.
    /// Of the same priority, shares go before fixed amounts, which is the better for the shopper.
    var phase: Int {
        switch self {
        case .buyGet: 0
        case .percentage, .tiers, .amount: 1
        case .freeShipping: 2
        }
    }

    /// Where it stands among those of its phase and priority.
    var rank: Int {
        switch self {
        case .percentage: 0
        case .tiers: 1
        case .buyGet, .amount, .freeShipping: 2
        }
    }
}
