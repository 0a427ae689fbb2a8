/// One step of a promotion that gives more to those who buy more.
package struct PromotionTier: Hashable, Sendable, Codable {
    /// What reaches the step, measured before any discount.
    package enum Threshold: Hashable, Sendable, Codable {
        /// So many pieces.
        case quantity(_ pieces: Int)
        /// So much money.
        case spend(_ amount: Money)
    }

    /// What the step gives.
    package enum Reduction: Hashable, Sendable, Codable {
        /// A share of what the lines still cost.
        case percentage(_ rate: Rate)
        /// An amount off the lines together.
        case amount(_ amount: Money)
    }

    /// What reaches it.
    package let threshold: Threshold
    /// What it gives.
    package let reduction: Reduction

    /// `reduction` from `threshold` on.
    package init(from threshold: Threshold, _ reduction: Reduction) {
        self.threshold = threshold
        self.reduction = reduction
    }

    /// Every amount in it, for the check of currencies.
    var amounts: [Money] {
        var amounts: [Money] = []
        if case .spend(let amount) = threshold { amounts.append(amount) }
        if case .amount(let amount) = reduction { amounts.append(amount) }
        return amounts
    }
}
