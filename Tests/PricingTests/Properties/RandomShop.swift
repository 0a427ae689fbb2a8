import Foundation

@testable import Pricing

/// Makes carts and rules of all kinds from a seed. Prices are often small and round, where ties and remainders are.
struct RandomShop {
    var random: SplitMix
    let currency: Currency

    init(seed: UInt64) {
        random = SplitMix(state: seed)
        currency = [Currency.jpy, .eur, .kwd][Int(seed % 3)]
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &random) }
    mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }
    mutating func amount(upTo most: Int) -> Money {
        Money(minorUnits: chance(50) ? number(0...most) : number(0...most / 100) * 100, currency)
    }
    mutating func rate() -> Rate {
        (try? Rate(millionths: chance(70) ? number(1...20) * 50_000 : number(0...999_999))) ?? .whole
    }

    mutating func line(_ number: Int) -> CartLine {
        var line = CartLine(
            id: id(self.number(0...1_000) * 1_000 + number), product: id(self.number(1...4)), variant: id(number),
            quantity: chance(80) ? self.number(1...4) : self.number(1...60), unitPrice: amount(upTo: 20_000))
        line.taxClass = [.standard, .standard, .reduced, .zero, .exempt][self.number(0...4)]
        line.categories = chance(50) ? [id(1)] : []
        line.requiresShipping = chance(80)
        line.isDiscountable = chance(95)
        return line
    }

    mutating func lines(_ counts: ClosedRange<Int> = 0...12) -> [CartLine] {
        (0..<number(counts)).map { line($0) }
    }

    mutating func selection() -> LineSelection {
        var selection = LineSelection()
        switch number(0...3) {
        case 0: selection.products = [id(number(1...4)), id(number(1...4))]
        case 1: selection.categories = [id(1)]
        default: break
        }
        return selection
    }

    mutating func benefit() -> PromotionBenefit {
        switch number(0...4) {
        case 0: return .percentage(rate(), of: selection())
        case 1: return .amount(amount(upTo: 30_000), of: selection())
        case 2:
            let steps = (1...number(1...3)).map { step in
                PromotionTier(
                    from: chance(50) ? .quantity(step * 3) : .spend(amount(upTo: 50_000)), .percentage(rate()))
            }
            return .tiers(steps, of: selection())
        case 3:
            let (bought, got) = (number(1...3), number(1...2))
            let (buys, gets, reduction) = (selection(), selection(), chance(60) ? Rate.whole : rate())
            let offer = try? BuyGet(buy: bought, of: buys, get: got, from: gets, at: reduction)
            return offer.map(PromotionBenefit.buyGet) ?? .freeShipping()
        default: return .freeShipping(upTo: chance(50) ? amount(upTo: 500) : nil)
        }
    }

    mutating func promotions() -> [PromotionRule] {
        (0..<number(0...5)).map { number in
            var rule = PromotionRule(id: id(self.number(1...100) * 10 + number), name: "\(number)", benefit())
            rule.priority = self.number(0...1)
            rule.stacking = chance(70) ? .stackable : .exclusive
            if chance(20) { rule.conditions.minimumSpend = amount(upTo: 40_000) }
            return rule
        }
    }

    mutating func taxRates() -> [TaxRate] {
        (0..<number(1...3)).map { TaxRate("Tax \($0)", rate(), isCompound: chance(20)) }
    }

    mutating func tax() -> TaxRules {
        var rules = taxes(included: chance(50), [.standard: taxRates(), .reduced: taxRates()])
        rules.roundingPlace = chance(50) ? .order : .line
        rules.rounding = Rounding.allCases[number(0...3)]
        rules.shipping = chance(60) ? .withGoods : .asClass([.standard, .exempt][number(0...1)])
        return rules
    }

    mutating func rules() -> PricingRules {
        var rules = PricingRules()
        rules.promotions = promotions()
        rules.tax = tax()
        let (price, freeFrom) = (amount(upTo: 2_000), chance(30) ? amount(upTo: 60_000) : nil)
        rules.shipping = shipping(price) { $0.freeFrom = freeFrom }
        return rules
    }

    mutating func request(_ lines: [CartLine]) -> PricingRequest {
        var request = PricingRequest(lines, in: currency, at: noon)
        request.shippingMethod = chance(90) ? id(1) : nil
        request.buyer.exemption = chance(15) ? .certificate(reference: "C") : nil
        request.giftCards = (0..<number(0...3)).map { GiftCardBalance(id: id($0), balance: amount(upTo: 40_000)) }
        return request
    }
}
