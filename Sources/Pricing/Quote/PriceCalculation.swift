/// The order of computation: goods, shipping, promotions, tax, gift cards. Each step reads what those before it found.
struct PriceCalculation {
    /// What is priced.
    let request: PricingRequest
    private let cart: PricedCart
    private let options: ShippingOptions
    private let choice: ShippingChoice
    private let ledger: DiscountLedger
    private let taxed: [TaxedAmount]
    /// The tax of everything.
    let tax: QuotedTax
    /// The promotions that give nothing.
    let refusals: [PromotionRefusal]

    /// Takes every step but the last.
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

    /// Lets gift cards pay and puts the result together.
    func quote() -> PriceQuote {
        let payment = GiftCardPayment(of: totals.total, with: request.giftCards, at: request.instant)
        return PriceQuote(self, lines: lines, shipping, payment)
    }

    /// The sums.
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

    private var lines: [QuoteLine] {
        cart.positions.indices.sorted { cart.positions[$0] < cart.positions[$1] }.map(quoted)
    }

    private func quoted(_ place: Int) -> QuoteLine {
        let line = cart.lines[place]
        return QuoteLine(
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

    /// What each promotion gave, in the order in which they were taken off.
    var applied: [AppliedPromotion] {
        ledger.entries.map { entry in
            AppliedPromotion(
                promotion: entry.rule.id,
                name: entry.rule.name,
                code: entry.rule.code,
                grounds: entry.grounds,
                goods: cart.money(entry.saved - entry.shipping),
                shipping: cart.money(entry.shipping),
                shares: shares(of: entry)
            )
        }
    }

    private func shares(of entry: DiscountLedger.Entry) -> [AppliedPromotion.Share] {
        entry.goods.sorted { cart.positions[$0.line] < cart.positions[$1.line] }.map {
            AppliedPromotion.Share(line: cart.lines[$0.line].id, amount: cart.money($0.amount))
        }
    }
}
