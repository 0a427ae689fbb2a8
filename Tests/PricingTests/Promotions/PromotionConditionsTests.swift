import Foundation
import Testing

@testable import Pricing

struct PromotionConditionsTests {
    private func reason(
        _ lines: [CartLine] = [line(1, usd(10_00), 2)],
        _ request: (inout PricingRequest) -> Void = { _ in },
        _ change: (inout PromotionRule) -> Void
    ) throws -> PromotionRefusal.Reason? {
        try quote(lines, [promotion(1, .percentage(.percent("10")), change)], request).refusal(of: 1)
    }

    @Test func `it starts at an instant and ends before another`() throws {
        let later = noon.addingTimeInterval(1)

        #expect(try reason { $0.conditions.start = later } == .notYet(from: later))
        #expect(try reason { $0.conditions.start = noon } == nil)
        #expect(try reason { $0.conditions.end = noon } == .expired(at: noon))
        #expect(try reason { $0.conditions.end = later } == nil)
    }

    @Test func `limits of use are passed in`() throws {
        #expect(try reason { $0.usesLeft = 0 } == .usedUp)
        #expect(try reason { $0.usesLeft = 1 } == nil)
        #expect(try reason { $0.usesLeftForBuyer = 0 } == .alreadyUsed)
    }

    @Test func `minimums say what is missing and count what they are told to`() throws {
        let lines = [line(1, usd(10_00), 2), line(2, usd(5_00))]

        #expect(try reason(lines) { $0.conditions.minimumSpend = usd(30_00) } == .spendNotReached(missing: usd(5_00)))
        #expect(try reason(lines) { $0.conditions.minimumSpend = usd(25_00) } == nil)
        #expect(try reason(lines) { $0.conditions.minimumQuantity = 5 } == .quantityNotReached(missing: 2))
        #expect(
            try reason(lines) { rule in
                rule.conditions.minimumSpend = usd(10_00)
                rule.conditions.counted = products(2)
            } == .spendNotReached(missing: usd(5_00))
        )
    }

    @Test func `minimums are measured before other promotions`() throws {
        let quote = try quote(
            [line(1, usd(50_00))],
            [
                promotion(1, .amount(usd(20_00))) { $0.priority = 1 },
                promotion(2, .percentage(.percent("10"))) { $0.conditions.minimumSpend = usd(50_00) },
            ])

        #expect(quote.totals.discount == usd(23_00))
    }

    @Test func `it is for first orders, for segments and for countries`() throws {
        #expect(try reason { $0.conditions.isForFirstOrder = true } == nil)
        #expect(
            try reason([line(1, usd(10_00))], { $0.buyer.hasOrdered = true }, { $0.conditions.isForFirstOrder = true })
                == .notFirstOrder)
        #expect(try reason { $0.conditions.segments = [id(1)] } == .otherCustomers)
        #expect(
            try reason(
                [line(1, usd(10_00))], { $0.buyer.segments = [id(1), id(2)] }, { $0.conditions.segments = [id(1)] })
                == nil)
        #expect(try reason { $0.conditions.countries = ["DE"] } == .addressNeeded)
        #expect(
            try reason(
                [line(1, usd(10_00))], { $0.destination = Destination(country: "fr") },
                { $0.conditions.countries = ["DE"] }) == .otherCountry("FR"))
    }

    @Test func `amounts in another currency and goods that are not in the cart are told apart`() throws {
        let quote = try quote(
            [line(1, usd(10_00))],
            [
                promotion(1, .amount(eur(5_00))), promotion(2, .percentage(.percent("10"), of: products(9))),
                promotion(3, .percentage(.percent("10"))) { $0.conditions.minimumSpend = eur(1) },
                promotion(4, .buyGet(try BuyGet(buy: 1, of: products(8), get: 1, from: products(9)))),
            ])

        #expect(quote.refusal(of: 1) == .otherCurrency(.eur))
        #expect(quote.refusal(of: 2) == .nothingEligible)
        #expect(quote.refusal(of: 3) == .otherCurrency(.eur))
        #expect(quote.refusal(of: 4) == .nothingEligible)
    }

    @Test func `codes are found in any letter case, once, and unknown ones are named`() throws {
        let rules = [promotion(1, .amount(usd(1_00)), code: "Spring"), promotion(2, .amount(usd(1_00)), code: "other")]

        let quote = try quote([line(1, usd(10_00))], rules) { $0.codes = [" sprinG ", "SPRING", "nope", " "] }

        #expect(quote.totals.discount == usd(1_00))
        #expect(quote.promotions.map(\.code) == ["SPRING"])
        #expect(quote.refusals == [PromotionRefusal(promotion: nil, code: "nope", reason: .unknownCode)])
    }
}
