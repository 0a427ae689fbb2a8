import Testing

@testable import Pricing

struct PromotionContestTests {
    private let goods = [line(1, usd(100_00))]

    @Test func `what stacks is taken off one after the other by priority`() throws {
        let tenPercent = promotion(1, .percentage(.percent("10")))
        let fiveOff = promotion(2, .amount(usd(5_00)))

        let shareFirst = try quote(goods, [fiveOff, tenPercent])
        let amountFirst = try quote(goods, [tenPercent, promotion(2, .amount(usd(5_00))) { $0.priority = 1 }])

        #expect(shareFirst.totals.discount == usd(15_00))
        #expect(amountFirst.totals.discount == usd(14_50))
        #expect(amountFirst.promotions.map(\.promotion) == [id(2), id(1)])
    }

    @Test func `the order in which promotions are passed changes nothing`() throws {
        let rules = (1...6).map { promotion($0, .percentage(.percent("\($0)"))) }
        let first = try quote(goods, rules)

        var random = SplitMix(state: 1)
        for _ in 0..<20 {
            #expect(try quote(goods, rules.shuffled(using: &random)) == first)
        }
    }

    @Test func `an exclusive promotion wins when it saves more than the stack`() throws {
        let quote = try quote(
            goods,
            [
                promotion(1, .percentage(.percent("10"))), promotion(2, .amount(usd(5_00))),
                promotion(3, .percentage(.percent("20"))) { $0.stacking = .exclusive },
            ])

        #expect(quote.promotions.map(\.promotion) == [id(3)])
        #expect(quote.refusal(of: 1) == .notCombined(with: [id(3)]))
        #expect(quote.refusal(of: 2) == .notCombined(with: [id(3)]))
    }

    @Test func `an exclusive promotion loses when the stack saves more, whatever its priority`() throws {
        let quote = try quote(
            goods,
            [
                promotion(1, .percentage(.percent("10"))), promotion(2, .amount(usd(5_00))),
                promotion(3, .percentage(.percent("12")), code: "twelve") { rule in
                    rule.stacking = .exclusive
                    rule.priority = 99
                },
            ]
        ) { $0.codes = ["twelve"] }

        #expect(quote.totals.discount == usd(15_00))
        #expect(quote.refusal(of: 3) == .notCombined(with: [id(1), id(2)]))
    }

    @Test func `of two that save the same the higher priority wins, then the stack`() throws {
        let stacking = promotion(1, .amount(usd(5_00)))
        let exclusive = promotion(2, .amount(usd(5_00))) { $0.stacking = .exclusive }
        let higher = promotion(3, .amount(usd(5_00))) { rule in
            rule.stacking = .exclusive
            rule.priority = 1
        }

        #expect(try quote(goods, [exclusive, stacking]).promotions.map(\.promotion) == [id(1)])
        #expect(try quote(goods, [exclusive, higher, stacking]).promotions.map(\.promotion) == [id(3)])
    }

    @Test func `what it saves of the shipping counts too`() throws {
        let free = promotion(1, .freeShipping()) { $0.stacking = .exclusive }
        let five = promotion(2, .amount(usd(5_00))) { $0.stacking = .exclusive }

        let dear = try quote(goods, [free, five], shipping: shipping(usd(9_00)))
        let cheap = try quote(goods, [free, five], shipping: shipping(usd(3_00)))

        #expect(dear.promotions.map(\.promotion) == [id(1)])
        #expect(cheap.promotions.map(\.promotion) == [id(2)])
    }

    @Test func `what others have taken everything from says so`() throws {
        let quote = try quote(
            goods, [promotion(1, .percentage(.whole)), promotion(2, .amount(usd(5_00)))])

        #expect(quote.totals.total == usd(0))
        #expect(quote.refusal(of: 2) == .nothingLeft)
    }
}
