/// The order of computation: goods, shipping, promotions, tax, gift cards. Each step reads what those before it found.
struct PriceCalculation {
    let request: PricingRequest
    private let cart: PricedCart
    private let options: ShippingOptions
    private let choice: ShippingChoice
    private let ledger: DiscountLedger
    private let taxed: [TaxedAmount]
    let tax: QuotedTax
    let refusals: [PromotionRefusal]

    init(_ request: PricingRequest, _ rules: PricingRules) throws(PricingError) {
        try request.check(rules)
        self.request = request
        cart = try PricedCart(request.lines, in: request.currency)

        let parcel = Parcel(goods: cart.subtotal, grams: cart.grams)
        options = ShippingOptions(for: parcel, to: request.destination, under: rules.shipping)
        choice = cart.requiresShipping ? options.choice(of: request.shippingMethod) : .nothingToShip

        let promotions = PromotionSelection(rules.promotions, for: cart, request)
        let contest = try PromotionContest(promotions.admitted, on: DiscountLedger(cart, choice.offer))
        ledger = contest.ledger
        refusals = promotions.refusals(after: contest)

        let portions = TaxPortions(cart, ledger, rules.tax.shipping).portions
        let terms = TaxTerms(pricesIncludeTax: rules.tax.pricesIncludeTax, exemption: request.buyer.exemption)
        let assessment = try TaxAssessment(portions, to: request.destination, under: rules.tax)
        taxed = assessment.taxed(portions, terms, in: request.currency)
        tax = try assessment.quoted(portions, terms, in: request.currency)
    }

    func quote() -> PriceQuote {
        let payment = GiftCardPayment(of: totals.total, with: request.giftCards, at: request.instant)
        return PriceQuote(self, lines: lines, shipping, payment)
    }

    var totals: Totals {
        let (discount, shipping) = (cart.subtotal - ledger.remaining.reduce(0, +), ledger.shipping)
        let (added, relief) = (tax.added.minorUnits, tax.relief.minorUnits)
        return Totals(
            lines: request.lines.map { $0.price.with($0.price.minorUnits * $0.quantity) },
            subtotal: cart.money(cart.subtotal),
            discount: cart.money(discount),
            shipping: cart.money(shipping),
            tax: tax.added,
            relief: tax.relief,
            total: cart.money(cart.subtotal - discount + shipping + added - relief)
        )
    }

    /// Where each line of the cart stands in its priced order.
    private var places: [PricingID<CartLine>: Int] {
        Dictionary(uniqueKeysWithValues: cart.lines.enumerated().map { ($1.id, $0) })
    }

    private var lines: [QuoteLine] {
        let places = places
        return request.lines.compactMap { line in places[line.id].map { quoted(line, $0) } }
    }

    private func quoted(_ line: CartLine, _ place: Int) -> QuoteLine {
        QuoteLine(
            id: line.id,
            product: line.product,
            variant: line.variant,
            quantity: line.quantity,
            unitPrice: line.price,
            tier: line.tier,
            subtotal: cart.money(cart.subtotals[place]),
            discount: cart.money(cart.subtotals[place] - ledger.remaining[place]),
            taxed: taxed[place]
        )
    }

    private var shipping: QuotedShipping {
        let price = choice.offer?.price ?? cart.money(0)
        return QuotedShipping(
            choice: choice,
            options: options,
            price: price,
            discount: price.reduced(by: ledger.shipping),
            taxed: Array(taxed.dropFirst(cart.lines.count))
        )
    }

    var applied: [AppliedPromotion] {
        let order = Dictionary(uniqueKeysWithValues: request.lines.enumerated().map { ($1.id, $0) })
        return ledger.entries.map { entry in
            let shares = entry.goods.map {
                AppliedPromotion.Share(line: cart.lines[$0.line].id, amount: cart.money($0.amount))
            }
            return AppliedPromotion(
                promotion: entry.rule.id,
                name: entry.rule.name,
                code: entry.rule.code,
                grounds: entry.grounds,
                goods: cart.money(entry.saved - entry.shipping),
                shipping: cart.money(entry.shipping),
                shares: shares.sorted { order[$0.line, default: 0] < order[$1.line, default: 0] }
            )
        }
    }
}
