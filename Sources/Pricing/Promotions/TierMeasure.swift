/// How far lines have come towards the steps of a promotion, before any discount.
struct TierMeasure {
    private let spend: MinorUnits
    private let quantity: Int

    /// Measures the lines at these places of the cart.
    init(_ lines: [Int], _ cart: PricedCart) {
        spend = lines.reduce(0) { $0 + cart.subtotals[$1] }
        quantity = lines.reduce(0) { $0 + cart.lines[$1].quantity }
    }

    /// The reached step that takes most off what the lines still cost.
    func best(of steps: [PromotionTier], on base: MinorUnits) throws(PricingError) -> PromotionTier? {
        var best: (step: PromotionTier, amount: MinorUnits)?
        for step in steps where reaches(step) {
            let amount = try DiscountLedger.amount(of: step.reduction, on: base)
            if best.map({ amount > $0.amount }) ?? true { best = (step, amount) }
        }
        return best?.step
    }

    /// What is missing for the nearest step, money first.
    func missing(for steps: [PromotionTier], in cart: PricedCart) -> PromotionRefusal.Reason {
        var (money, pieces): (MinorUnits?, Int?)
        for step in steps {
            switch step.threshold {
            case .spend(let amount): money = min(money ?? .max, amount.minorUnits - spend)
            case .quantity(let wanted): pieces = min(pieces ?? .max, wanted - quantity)
            }
        }
        if let money { return .spendNotReached(missing: cart.money(money)) }
        return pieces.map { .quantityNotReached(missing: $0) } ?? .nothingEligible
    }

    private func reaches(_ step: PromotionTier) -> Bool {
        switch step.threshold {
        case .quantity(let pieces): quantity >= pieces
        case .spend(let amount): spend >= amount.minorUnits
        }
    }
}
