import Testing

@testable import Pricing

struct DiscountTests {
    @Test func `a percentage is rounded once and spread over its lines`() throws {
        let quote = try quote(
            [line(1, usd(3_33)), line(2, usd(3_33)), line(3, usd(3_33))], [promotion(1, .percentage(.percent("15")))])

        // 15 % of 9.99 is 1.4985.
        #expect(quote.totals.discount == usd(1_50))
        #expect(quote.lines.map(\.discount) == [usd(50), usd(50), usd(50)])
    }

    @Test func `a fixed amount is spread by the largest remainder whatever the order of lines`() throws {
        let lines = [line(1, usd(19_99)), line(2, usd(5_00)), line(3, usd(3_50))]
        let rule = promotion(1, .amount(usd(10_00)))

        let forward = try quote(lines, [rule])
        let backward = try quote(lines.reversed(), [rule])

        #expect(forward.lines.map(\.discount) == [usd(7_02), usd(1_75), usd(1_23)])
        #expect(forward.promotions[0].shares.map(\.amount) == forward.lines.map(\.discount))
        #expect(backward.lines.reversed() == forward.lines)
    }

    @Test func `a discount takes no more than its lines cost`() throws {
        let quote = try quote(
            [line(1, usd(3_00)), line(2, usd(9_00))], [promotion(1, .amount(usd(5_00), of: products(1)))])

        #expect(quote.totals.discount == usd(3_00))
        #expect(quote.totals.total == usd(9_00))
    }

    @Test func `selections name, exclude and leave out what is reduced or a gift card for sale`() throws {
        var tagged = LineSelection()
        tagged.tags = ["sale"]
        var shirts = LineSelection()
        shirts.categories = [id(1)]
        var notReduced = LineSelection()
        notReduced.excludesReduced = true
        notReduced.excludedProducts = [id(4)]
        var variant = LineSelection()
        variant.variants = [id(4)]
        variant.excludedCategories = [id(1)]
        let lines = [
            line(1, usd(10_00)) { $0.tags = ["sale", "new"] },
            line(2, usd(10_00)) { $0.categories = [id(1), id(2)] },
            line(3, usd(10_00)) { $0.compareAtPrice = usd(12_00) },
            line(4, usd(10_00)),
            line(5, usd(10_00)) { $0.isDiscountable = false },
        ]

        func touched(_ selection: LineSelection) throws -> [Int] {
            let quote = try quote(lines, [promotion(1, .percentage(.percent("50"), of: selection))])
            return quote.lines.indices.filter { !quote.lines[$0].discount.isZero }.map { $0 + 1 }
        }

        #expect(try touched(.all) == [1, 2, 3, 4])
        #expect(try touched(tagged) == [1])
        #expect(try touched(shirts) == [2])
        #expect(try touched(notReduced) == [1, 2])
        #expect(try touched(variant) == [4])
        #expect(try touched(products(3, 9)) == [3])
    }

    @Test func `the best of the reached steps is taken`() throws {
        let steps = [
            PromotionTier(from: .spend(usd(50_00)), .percentage(.percent("5"))),
            PromotionTier(from: .spend(usd(100_00)), .percentage(.percent("10"))),
            PromotionTier(from: .quantity(3), .amount(usd(4_00))),
        ]
        let rule = promotion(1, .tiers(steps))

        let below = try quote([line(1, usd(30_00))], [rule])
        let first = try quote([line(1, usd(60_00))], [rule])
        let pieces = try quote([line(1, usd(20_00), 3)], [rule])
        let second = try quote([line(1, usd(60_00), 2)], [rule])

        #expect(below.refusal(of: 1) == .spendNotReached(missing: usd(20_00)))
        #expect(first.totals.discount == usd(3_00))
        #expect(pieces.totals.discount == usd(4_00))
        #expect(pieces.promotions[0].grounds == .tier(steps[2]))
        #expect(second.totals.discount == usd(12_00))
    }

    @Test func `shipping becomes free, cheaper, or free by certain methods alone`() throws {
        let goods = [line(1, usd(10_00))]
        let costs = shipping(usd(5_00))

        let free = try quote(goods, [promotion(1, .freeShipping())], shipping: costs)
        let cheaper = try quote(goods, [promotion(1, .freeShipping(upTo: usd(2_00)))], shipping: costs)
        let other = try quote(goods, [promotion(1, .freeShipping(methods: [id(2)]))], shipping: costs)
        let open = try quote(goods, [promotion(1, .freeShipping())], shipping: costs) { $0.shippingMethod = nil }
        let digital = try quote(
            [line(1, usd(10_00)) { $0.requiresShipping = false }], [promotion(1, .freeShipping())], shipping: costs)

        #expect(free.totals.total == usd(10_00))
        #expect(free.promotions[0].shipping == usd(5_00))
        #expect(free.totals.discount == usd(0))
        #expect(cheaper.totals.total == usd(13_00))
        #expect(other.refusal(of: 1) == .nothingEligible)
        #expect(open.refusal(of: 1) == .shippingNotChosen)
        #expect(digital.refusal(of: 1) == .nothingEligible)
    }
}
