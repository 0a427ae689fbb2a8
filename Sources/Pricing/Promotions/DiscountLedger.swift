/// What a cart still costs while promotions are taken off it, and what each of them took.
struct DiscountLedger {
    /// What one promotion took.
    struct Entry {
        let rule: PromotionRule
        let grounds: AppliedPromotion.Grounds
        /// Which lines became cheaper, by their place in the priced cart.
        var goods: [(line: Int, amount: MinorUnits)] = []
        var shipping: MinorUnits = 0

        var saved: MinorUnits { goods.reduce(shipping) { $0 + $1.amount } }
    }

    /// The cart before anything is taken off.
    let cart: PricedCart
    /// The chosen method and its price; nil while none is chosen.
    let offer: ShippingOffer?
    /// What each line still costs.
    private(set) var remaining: [MinorUnits]
    /// What shipping still costs.
    private(set) var shipping: MinorUnits
    /// How many pieces of each line have taken part in a deal.
    private(set) var claimed: [Int]
    private(set) var entries: [Entry] = []

    /// A ledger from which nothing has been taken yet.
    init(_ cart: PricedCart, _ offer: ShippingOffer?) {
        self.cart = cart
        self.offer = offer
        remaining = cart.subtotals
        shipping = offer?.price.minorUnits ?? 0
        claimed = [Int](repeating: 0, count: cart.lines.count)
    }

    /// What all entries saved.
    var saved: MinorUnits { entries.reduce(0) { $0 + $1.saved } }

    /// Takes a promotion off, or says why there is nothing to take.
    mutating func apply(_ rule: PromotionRule) throws(PricingError) -> PromotionRefusal.Reason? {
        switch rule.benefit {
        case .percentage(let rate, let selection):
            return try reduce(selection, rule, .percentage(rate), by: .percentage(rate))
        case .amount(let amount, let selection):
            return try reduce(selection, rule, .amount(amount), by: .amount(amount))
        case .tiers(let steps, let selection):
            return try applyTiers(steps, selection, rule)
        case .buyGet(let offer):
            return try applyDeals(offer, rule)
        case .freeShipping(let limit, let methods):
            return applyShipping(rule, limit, methods)
        }
    }

    private mutating func reduce(
        _ selection: LineSelection,
        _ rule: PromotionRule,
        _ grounds: AppliedPromotion.Grounds,
        by reduction: PromotionTier.Reduction
    ) throws(PricingError) -> PromotionRefusal.Reason? {
        let lines = cart.eligible(selection)
        guard !lines.isEmpty else { return .nothingEligible }
        let bases = lines.map { remaining[$0] }
        let amount = try Self.amount(of: reduction, on: bases.total())
        guard amount > 0 else { return .nothingLeft }
        let shares = Amounts.apportion(amount, over: bases)
        record(Entry(rule: rule, grounds: grounds, goods: zip(lines, shares).filter { $0.1 > 0 }.map { ($0, $1) }))
        return nil
    }

    /// What a reduction takes of a base, never more than the base.
    static func amount(of reduction: PromotionTier.Reduction, on base: MinorUnits) throws(PricingError) -> MinorUnits {
        switch reduction {
        case .percentage(let rate): try Amounts.share(min(rate, .whole), of: base)
        case .amount(let amount): max(0, min(base, amount.minorUnits))
        }
    }

    private mutating func applyTiers(
        _ steps: [PromotionTier], _ selection: LineSelection, _ rule: PromotionRule
    ) throws(PricingError) -> PromotionRefusal.Reason? {
        let lines = cart.eligible(selection)
        guard !lines.isEmpty else { return .nothingEligible }
        let measure = TierMeasure(lines, cart)
        let base = lines.reduce(0) { $0 + remaining[$1] }
        guard let best = try measure.best(of: steps, on: base) else { return measure.missing(for: steps, in: cart) }
        return try reduce(selection, rule, .tier(best), by: best.reduction)
    }

    private mutating func applyDeals(_ offer: BuyGet, _ rule: PromotionRule) throws(PricingError) -> PromotionRefusal
        .Reason?
    {
        let deals = DealCount(offer, cart, claimed: claimed)
        guard deals.count > 0 else { return deals.refusal }
        let pieces = deals.allocate()
        let prices = pieces.got.map { cart.prices[$0.line] * $0.pieces }
        let amount = try Self.amount(of: .percentage(offer.reduction), on: prices.total())
        for piece in pieces.got + pieces.bought {
            claimed[piece.line] += piece.pieces
        }
        guard amount > 0 else { return .nothingLeft }
        let shares = zip(pieces.got, Amounts.apportion(amount, over: prices)).filter { $0.1 > 0 }
        record(
            Entry(
                rule: rule,
                grounds: .buyGet(
                    deals: deals.count, pieces: deals.count * offer.got, reduction: offer.reduction),
                goods: shares.map { ($0.line, $1) }
            )
        )
        return nil
    }

    private mutating func applyShipping(
        _ rule: PromotionRule, _ limit: Money?, _ methods: Set<PricingID<ShippingMethod>>
    ) -> PromotionRefusal.Reason? {
        guard cart.requiresShipping else { return .nothingEligible }
        guard let offer else { return .shippingNotChosen }
        guard methods.isEmpty || methods.contains(offer.method) else { return .nothingEligible }
        let amount = min(shipping, max(0, limit?.minorUnits ?? shipping))
        guard amount > 0 else { return .nothingLeft }
        record(Entry(rule: rule, grounds: .freeShipping, shipping: amount))
        return nil
    }

    private mutating func record(_ entry: Entry) {
        for share in entry.goods {
            remaining[share.line] -= share.amount
        }
        shipping -= entry.shipping
        entries.append(entry)
    }
}
