import Testing

@testable import Pricing

struct BuyGetTests {
    @Test(arguments: [(2, 0), (3, 10_00), (5, 10_00), (6, 20_00), (9, 30_00)])
    func `with two bought the third is free, as often as there are three`(pieces: Int, discount: Int) throws {
        let rule = promotion(1, .buyGet(try BuyGet(buy: 2, get: 1)))

        #expect(try quote([line(1, usd(10_00), pieces)], [rule]).totals.discount == usd(discount))
    }

    @Test func `the cheapest pieces are free`() throws {
        let rule = promotion(1, .buyGet(try BuyGet(buy: 2, get: 1)))

        let quote = try quote([line(1, usd(30_00)), line(2, usd(10_00)), line(3, usd(20_00))], [rule])

        #expect(quote.lines.map(\.discount) == [usd(0), usd(10_00), usd(0)])
        #expect(quote.promotions[0].grounds == .buyGet(deals: 1, pieces: 1, reduction: .whole))
    }

    @Test func `the second is cheaper by a share`() throws {
        let rule = promotion(1, .buyGet(try BuyGet(buy: 1, get: 1, at: .percent("50"))))

        #expect(try quote([line(1, usd(9_99), 4)], [rule]).totals.discount == usd(9_99))
        #expect(try quote([line(1, usd(9_99), 2)], [rule]).totals.discount == usd(5_00))
    }

    @Test func `other products are given, and only so often`() throws {
        let rule = promotion(
            1, .buyGet(try BuyGet(buy: 1, of: products(1), get: 1, from: products(2), limit: 2)))

        let quote = try quote([line(1, usd(50_00), 5), line(2, usd(8_00), 3)], [rule])

        #expect(quote.totals.discount == usd(16_00))
        #expect(quote.lines[1].discount == usd(16_00))
    }

    @Test func `a piece that could be bought or got counts once`() throws {
        // Of 1 and 2 one has to be bought; only 1 can be got. The one piece of 2 is bought, that of 1 is got.
        let rule = promotion(1, .buyGet(try BuyGet(buy: 1, of: products(1, 2), get: 1, from: products(1))))

        let both = try quote([line(1, usd(5_00)), line(2, usd(9_00))], [rule])
        let three = try quote([line(1, usd(5_00), 3)], [rule])
        let one = try quote([line(1, usd(5_00))], [rule])

        #expect(both.lines[0].discount == usd(5_00))
        #expect(three.totals.discount == usd(5_00))
        #expect(one.refusal(of: 1) == .quantityNotReached(missing: 1))
    }

    @Test func `pieces of one deal take no part in another`() throws {
        let rule = try BuyGet(buy: 1, get: 1)
        let quote = try quote(
            [line(1, usd(10_00), 3)], [promotion(1, .buyGet(rule)), promotion(2, .buyGet(rule))])

        #expect(quote.totals.discount == usd(10_00))
        #expect(quote.refusal(of: 2) == .quantityNotReached(missing: 1))
    }

    @Test func `given pieces come first and shares are of what is left`() throws {
        let quote = try quote(
            [line(1, usd(10_00), 2)],
            [
                promotion(1, .percentage(.percent("10"))) { $0.priority = 9 },
                promotion(2, .buyGet(try BuyGet(buy: 1, get: 1))),
            ])

        #expect(quote.promotions.map(\.goods) == [usd(10_00), usd(1_00)])
    }

    @Test(arguments: [(0, 1), (1, 0), (-1, 1), (10_000, 1), (.max, .max)])
    func `a deal of impossible quantities is refused`(bought: Int, got: Int) {
        #expect(throws: PricingError.self) { try BuyGet(buy: bought, get: got) }
    }

    @Test func `the number of deals agrees with trying every division of the pieces`() throws {
        var random = SplitMix(state: 7)
        for _ in 0..<2_000 {
            let (buyOnly, both, getOnly) = (
                Int.random(in: 0...6, using: &random), Int.random(in: 0...6, using: &random),
                Int.random(in: 0...6, using: &random)
            )
            let offer = try BuyGet(
                buy: .random(in: 1...3, using: &random), of: products(1, 2), get: .random(in: 1...3, using: &random),
                from: products(2, 3))
            let lines = zip([1, 2, 3], [buyOnly, both, getOnly]).filter { $1 > 0 }.map {
                line($0, usd(.random(in: 1...9, using: &random)), $1)
            }
            let cart = try PricedCart(lines, in: .usd)
            let deals = DealCount(offer, cart, claimed: [Int](repeating: 0, count: lines.count))
            let tried = (0...both).map { given in
                min((buyOnly + both - given) / offer.bought, (getOnly + given) / offer.got)
            }

            #expect(deals.count == tried.max())
            let pieces = deals.allocate()
            #expect(pieces.got.reduce(0) { $0 + $1.pieces } == deals.count * offer.got)
            #expect(pieces.bought.reduce(0) { $0 + $1.pieces } == deals.count * offer.bought)
            for (place, line) in cart.lines.enumerated() {
                let taken = (pieces.got + pieces.bought).filter { $0.line == place }.reduce(0) { $0 + $1.pieces }
                #expect(taken <= line.quantity)
            }
        }
    }
}
