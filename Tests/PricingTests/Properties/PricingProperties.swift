import Testing

@testable import Pricing

/// What holds for every cart under all rules, in some thousands of random shops for each property. A failure names the
/// seed of its shop.
struct PricingProperties {
    static let seeds = stride(from: UInt64(0), to: 3_000, by: 500).map { $0..<$0 + 500 }

    @Test(arguments: seeds)
    func `parts sum to the whole, nothing is below zero and no discount is above its base`(
        seeds: Range<UInt64>
    ) throws {
        for seed in seeds {
            var shop = RandomShop(seed: seed)
            let (lines, rules) = (shop.lines(), shop.rules())
            let request = shop.request(lines)
            let quote = try PriceQuote(of: request, under: rules)
            let problem = quote.imbalance
            #expect(problem == nil, "seed \(seed)")
        }
    }

    @Test(arguments: seeds)
    func `neither the order of lines nor that of promotions changes what is paid`(seeds: Range<UInt64>) throws {
        for seed in seeds {
            var shop = RandomShop(seed: seed)
            let (lines, rules) = (shop.lines(), shop.rules())
            let request = shop.request(lines)
            var (otherRequest, otherRules) = (request, rules)
            otherRequest.lines.shuffle(using: &shop.random)
            otherRules.promotions.shuffle(using: &shop.random)

            let quote = try PriceQuote(of: request, under: rules)
            let other = try PriceQuote(of: otherRequest, under: otherRules)

            #expect(other.totals.total == quote.totals.total, "seed \(seed)")
            #expect(other.tax == quote.tax, "seed \(seed)")
            #expect(other.refusals == quote.refusals, "seed \(seed)")
            #expect(Set(other.lines) == Set(quote.lines), "seed \(seed)")
            #expect(other.promotions.map(\.promotion) == quote.promotions.map(\.promotion), "seed \(seed)")
        }
    }

    /// Steps, deals, minimums and free shipping are told to make more goods cheaper; shares and amounts are not.
    @Test(arguments: seeds)
    func `another piece never makes an order cheaper where no rule says so`(seeds: Range<UInt64>) throws {
        for seed in seeds {
            var shop = RandomShop(seed: seed)
            let promotions = shop.plainPromotions { _ in .all }
            let difference = try shop.differenceOfAnotherPiece(under: promotions)
            #expect(difference >= 0, "seed \(seed)")
        }
    }

    /// Promotions of different lines hand each other the cents that are left over when one is spread.
    @Test(arguments: seeds)
    func `with promotions of different lines it is cheaper by a minor unit each at most`(seeds: Range<UInt64>) throws {
        for seed in seeds {
            var shop = RandomShop(seed: seed)
            let promotions = shop.plainPromotions { $0.selection() }
            let difference = try shop.differenceOfAnotherPiece(under: promotions)
            #expect(difference >= -promotions.count, "seed \(seed)")
        }
    }

    @Test(arguments: seeds)
    func `an exclusive code never takes more away than it gives`(seeds: Range<UInt64>) throws {
        for seed in seeds {
            var shop = RandomShop(seed: seed)
            let (lines, code) = (shop.lines(), shop.benefit())
            var rules = shop.rules()
            rules.promotions.append(promotion(9_999, code, code: "code") { $0.stacking = .exclusive })
            var request = shop.request(lines)

            let without = try PriceQuote(of: request, under: rules)
            request.codes = ["code"]
            let with = try PriceQuote(of: request, under: rules)

            #expect(with.savings >= without.savings, "seed \(seed)")
        }
    }

    @Test(arguments: seeds)
    func `refunding everything in any steps gives back exactly what was paid`(seeds: Range<UInt64>) throws {
        for seed in seeds {
            var shop = RandomShop(seed: seed)
            let (lines, rules) = (shop.lines(0...5), shop.rules())
            let quote = try PriceQuote(of: shop.request(lines), under: rules)
            let refunds = try shop.refundEverything(of: quote)
            let problem = quote.imbalance(of: refunds)
            #expect(problem == nil, "seed \(seed)")
        }
    }
}

extension RandomShop {
    /// Shares and amounts without conditions, all of which stack.
    fileprivate mutating func plainPromotions(_ selection: (inout RandomShop) -> LineSelection) -> [PromotionRule] {
        (1...4).compactMap { number in
            let (rate, amount, lines) = (rate(), amount(upTo: 5_000), selection(&self))
            guard chance(50) else { return nil }
            return promotion(number, number == 3 ? .amount(amount, of: lines) : .percentage(rate, of: lines))
        }
    }

    /// How much more an order costs with one more piece or line. All goods have one tax, as a discount would otherwise
    /// move between taxes, too, and shipping has none.
    fileprivate mutating func differenceOfAnotherPiece(under promotions: [PromotionRule]) throws -> Int {
        var rules = PricingRules()
        rules.promotions = promotions
        rules.tax = tax()
        rules.tax.shipping = .asClass(.exempt)
        rules.tax.roundingPlace = .order
        rules.shipping = shipping(amount(upTo: 2_000))
        var lines = lines(1...8)
        for index in lines.indices { lines[index].taxClass = .standard }
        lines[0].requiresShipping = true
        var more = lines
        if chance(50) {
            more[0] = lines[0].withAnotherPiece
        } else {
            more.append(line(99))
            more[more.count - 1].taxClass = .standard
        }
        return try total(of: more, under: rules) - total(of: lines, under: rules)
    }

    private func total(of lines: [CartLine], under rules: PricingRules) throws -> Int {
        var request = PricingRequest(lines, in: currency, at: noon)
        request.shippingMethod = id(1)
        return try PriceQuote(of: request, under: rules).totals.total.minorUnits
    }
}

extension CartLine {
    fileprivate var withAnotherPiece: CartLine {
        var line = CartLine(id: id, product: product, variant: variant, quantity: quantity + 1, unitPrice: unitPrice)
        line.taxClass = taxClass
        line.categories = categories
        line.requiresShipping = requiresShipping
        line.isDiscountable = isDiscountable
        return line
    }
}

extension RandomShop {
    /// Refunds of everything in random steps, each by a random order of money.
    fileprivate mutating func refundEverything(of quote: PriceQuote) throws -> [RefundQuote] {
        var left = quote.lines.map { ($0.id, $0.quantity) }
        var shipping = quote.shipping.gross.minorUnits
        var refunds: [RefundQuote] = []
        while !left.isEmpty || shipping > 0 {
            var request = RefundRequest()
            request.order = chance(50) ? .paymentFirst : .giftCardsFirst
            if !left.isEmpty {
                let place = number(0...left.count - 1)
                let pieces = number(1...left[place].1)
                request.lines = [.init(left[place].0, quantity: pieces)]
                left[place].1 -= pieces
                if left[place].1 == 0 { left.remove(at: place) }
            }
            if shipping > 0, chance(50) {
                let part = number(1...shipping)
                request.shipping = Money(minorUnits: part, currency)
                shipping -= part
            }
            guard !request.lines.isEmpty || request.shipping != nil else { continue }
            refunds.append(try quote.refund(request, after: refunds))
        }
        return refunds
    }
}
