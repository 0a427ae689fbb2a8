import Foundation
import Testing

@testable import Pricing

struct PriceQuoteTests {
    @Test func `a cart is priced part by part`() throws {
        let quote = try quote(
            [line(1, usd(19_99), 2), line(2, usd(5_00))],
            [promotion(1, .percentage(.percent("10")))],
            tax: taxes(included: false, [.standard: [TaxRate("Sales tax", .percent("8.25"))]]),
            shipping: shipping(usd(7_50))
        )

        #expect(quote.totals.lines == [usd(39_98), usd(5_00)])
        #expect(quote.totals.subtotal == usd(44_98))
        #expect(quote.totals.discount == usd(4_50))
        #expect(quote.totals.shipping == usd(7_50))
        #expect(quote.totals.tax == usd(3_34))
        #expect(quote.totals.total == usd(51_32))
        #expect(quote.due == quote.totals.total)
        #expect(
            quote.steps.map(\.description) == [
                "+ $44.98: 3 items", "- $4.50: 10 % (Promotion 1)", "+ $7.50: Standard shipping, flat",
                "+ $3.34: Sales tax, 8.25 % on $40.48", "= $51.32: total",
            ]
        )
    }

    @Test func `an empty cart costs nothing`() throws {
        let quote = try quote([], tax: taxes(included: true, [.standard: [TaxRate("VAT", .percent("20"))]]))

        #expect(quote.totals.total == .zero(.usd))
        #expect(quote.steps.map(\.reason) == [.goods(pieces: 0), .nothingToShip, .total])
    }

    @Test func `a tier of quantity makes every piece cheaper`() throws {
        let tiers = [PriceTier(from: 10, usd(8_00)), PriceTier(from: 5, usd(9_00))]

        let quotes = try [4, 5, 10].map { pieces in try quote([line(1, usd(10_00), pieces) { $0.tiers = tiers }]) }

        #expect(quotes.map(\.totals.total) == [usd(40_00), usd(45_00), usd(80_00)])
        #expect(quotes.map { $0.lines[0].tier } == [nil, tiers[1], tiers[0]])
    }

    @Test(arguments: [0, -1, .min, 10_000, .max])
    func `a quantity out of reason is refused`(quantity: Int) {
        #expect(throws: PricingError.quantity(quantity)) { try quote([line(1, usd(1_00), quantity)]) }
    }

    @Test func `negative amounts are refused`() {
        #expect(throws: PricingError.negative(usd(-1))) { try quote([line(1, usd(-1))]) }
        #expect(throws: PricingError.negative(usd(-1))) { try quote([line(1, usd(1))], shipping: shipping(usd(-1))) }
        #expect(throws: PricingError.negative(usd(.min))) {
            try quote([line(1, usd(1)) { $0.tiers = [PriceTier(from: 2, usd(.min))] }])
        }
        #expect(throws: PricingError.negative(usd(-1))) {
            try quote([line(1, usd(1))]) { $0.giftCards = [GiftCardBalance(id: id(1), balance: usd(-1))] }
        }
    }

    @Test func `mixed currencies are refused`() {
        #expect(throws: PricingError.money(.currencyMismatch(.usd, .eur))) {
            try quote([line(1, usd(1_00)), line(2, eur(1_00))])
        }
        #expect(throws: PricingError.money(.currencyMismatch(.usd, .eur))) {
            try quote([line(1, usd(1_00))], shipping: shipping(eur(1_00)))
        }
    }

    @Test func `one line twice, too many lines and impossible weights are refused`() {
        #expect(throws: PricingError.repeatedLine(id(1))) { try quote([line(1, usd(1)), line(1, usd(1))]) }
        #expect(throws: PricingError.tooManyLines(1_001)) { try quote((1...1_001).map { line($0, usd(1)) }) }
        #expect(throws: PricingError.weight(grams: -1)) { try quote([line(1, usd(1)) { $0.grams = -1 }]) }
    }

    @Test func `what is beyond counting is thrown and never trapped`() throws {
        let tax = taxes(
            included: false, [.standard: (1...3).map { TaxRate("\($0)", .percent("999"), isCompound: true) }])

        #expect(throws: PricingError.money(.overflow)) { try quote([line(1, usd(.max), 9_999)]) }
        #expect(throws: PricingError.money(.overflow)) {
            try quote((1...1_000).map { line($0, usd(Amounts.limit / 9_999), 9_999) })
        }
        #expect(throws: PricingError.money(.overflow)) { try quote([line(1, usd(Amounts.limit))], tax: tax) }
        #expect(throws: PricingError.tooManyCompoundTaxes) {
            let taxed = (1...4).map { TaxRate("\($0)", .percent("1"), isCompound: true) }
            return try quote([line(1, usd(1))], tax: taxes(included: true, [.standard: taxed]))
        }
        #expect(try quote([line(1, usd(Amounts.limit))]).totals.total == usd(Amounts.limit))
    }

    @Test func `hostile amounts in promotions change nothing`() throws {
        let promotions = [
            promotion(1, .amount(usd(.min))), promotion(2, .amount(usd(.max))),
            promotion(3, .percentage(try Rate(millionths: Rate.maximum))),
            promotion(4, .tiers([PromotionTier(from: .spend(usd(.max)), .amount(usd(.max)))])),
            promotion(5, .percentage(.whole)) { $0.conditions.minimumSpend = usd(.max) },
            promotion(6, .percentage(.whole)) { $0.conditions.minimumQuantity = .max },
            promotion(7, .freeShipping(upTo: usd(.min))),
        ]

        let quote = try quote([line(1, usd(3_00))], promotions, shipping: shipping(usd(1_00)))

        #expect(quote.totals.discount == usd(3_00))
        #expect(quote.totals.total == usd(1_00))
    }

    @Test func `a total beyond the database's columns cannot be stored although each part fits`() throws {
        let nearly = usd(99_999_999_99)

        try quote([line(1, nearly)]).totals.requireStorable()

        #expect(throws: PricingError.money(.overflow)) {
            try quote([line(1, nearly)], shipping: shipping(usd(1))).totals.requireStorable()
        }
    }

    @Test func `a quote survives the database as JSON`() throws {
        let tax = taxes(included: true, [.standard: [TaxRate("VAT", .percent("20"))]])
        let quote = try quote(
            [line(1, eur(10_00), 3) { $0.tiers = [PriceTier(from: 3, eur(9_00))] }],
            [
                promotion(1, .percentage(.percent("10")), code: "ten"),
                promotion(2, .amount(eur(5_00))) { $0.stacking = .exclusive },
                promotion(3, .amount(eur(1)), code: "old") { $0.conditions.end = noon },
            ],
            tax: tax,
            shipping: shipping(eur(4_90))
        ) {
            $0.codes = ["TEN", "old", "none"]
            $0.giftCards = [
                GiftCardBalance(id: id(1), balance: eur(1_00)), GiftCardBalance(id: id(2), balance: usd(1)),
            ]
        }
        let refund = try quote.refund(RefundRequest([.init(id(1), quantity: 1)], shipping: eur(1_00)))

        let stored = try JSONEncoder().encode(quote)

        #expect(try JSONDecoder().decode(PriceQuote.self, from: stored) == quote)
        #expect(try JSONDecoder().decode(RefundQuote.self, from: JSONEncoder().encode(refund)) == refund)
        #expect(try JSONDecoder().decode([PriceStep].self, from: JSONEncoder().encode(quote.steps)) == quote.steps)
    }

    @Test func `rules survive the database as JSON and nonsense in it is refused`() throws {
        var rules = PricingRules()
        rules.promotions = [
            promotion(1, .buyGet(try BuyGet(buy: 2, get: 1, from: products(1)))), promotion(2, .freeShipping()),
            promotion(3, .tiers([PromotionTier(from: .quantity(2), .percentage(.percent("5")))])),
        ]
        rules.tax = taxes(included: true, [.standard: [TaxRate("VAT", .percent("20"))]])
        rules.shipping = shipping(usd(1))
        rules.shipping.localDeliveries = [
            LocalDelivery(
                in: .circle(around: try Coordinate(latitude: 52.5, longitude: 13.4), metres: 1),
                rules.shipping.zones[0].methods[0]
            )
        ]

        let stored = try JSONEncoder().encode(rules)

        #expect(try JSONDecoder().decode(PricingRules.self, from: stored) == rules)
        for nonsense in [#"{"latitude":91,"longitude":0}"#, #"{"latitude":0,"longitude":181}"#] {
            #expect(throws: (any Error).self) { try JSONDecoder().decode(Coordinate.self, from: Data(nonsense.utf8)) }
        }
        #expect(throws: (any Error).self) { try JSONDecoder().decode(Rate.self, from: Data("10000001".utf8)) }
        #expect(throws: (any Error).self) {
            try JSONDecoder().decode(Money.self, from: Data(#"{"amount":1,"currency":"XXX"}"#.utf8))
        }
    }

    @Test func `rules that say nothing are stored as nothing`() throws {
        let empty = Data("{}".utf8)

        #expect(try JSONDecoder().decode(LineSelection.self, from: empty) == .all)
        #expect(try JSONDecoder().decode(PromotionConditions.self, from: empty) == PromotionConditions())
    }

    @Test func `money is stored as its minor units and its currency`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys

        #expect(String(decoding: try encoder.encode(usd(59_99)), as: UTF8.self) == #"{"amount":5999,"currency":"USD"}"#)
    }
}
