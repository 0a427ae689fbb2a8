import Testing

@testable import Pricing

/// The worked examples of docs/pricing.md, in its order.
struct DocumentedExamples {
    private let vat = [
        TaxClass.standard: [TaxRate("VAT", .percent("19"))], .reduced: [TaxRate("VAT", .percent("7"))],
    ]

    @Test func `the whole computation`() throws {
        let quote = try quote(
            [line(1, eur(20_00), 2), line(2, eur(10_00)) { $0.taxClass = .reduced }],
            [promotion(1, .percentage(.percent("10")), code: "SPRING")],
            tax: taxes(included: true, vat) { $0.shipping = .withGoods },
            shipping: shipping(eur(5_00))
        ) { request in
            request.codes = ["spring"]
            request.giftCards = [GiftCardBalance(id: id(1), balance: eur(20_00))]
        }

        #expect(quote.lines.map(\.discount) == [eur(4_00), eur(1_00)])
        #expect(quote.shipping.taxed.map(\.gross) == [eur(1_00), eur(4_00)])
        #expect(quote.tax.groups.map(\.gross) == [eur(40_00), eur(10_00)])
        #expect(quote.tax.groups.map(\.tax) == [eur(6_39), eur(65)])
        #expect(
            quote.steps.map(\.amount) == [
                eur(50_00), eur(5_00), eur(5_00), eur(6_39), eur(65), eur(50_00), eur(20_00), eur(30_00),
            ])
    }

    @Test func `the largest remainder`() throws {
        let quote = try quote(
            [line(1, eur(19_99)), line(2, eur(5_00)), line(3, eur(3_50))], [promotion(1, .amount(eur(10_00)))])

        #expect(quote.lines.map(\.discount) == [eur(7_02), eur(1_75), eur(1_23)])
    }

    @Test func `tax by order and by line`() throws {
        let lines = (1...7).map { line($0, eur(33)) }

        #expect(try quote(lines, tax: taxes(included: false, vat)).tax.charged == eur(44))
        #expect(
            try quote(lines, tax: taxes(included: false, vat) { $0.roundingPlace = .line }).tax.charged == eur(42))
    }

    @Test func `taxes beside and on top of each other`() throws {
        func charged(_ rates: [TaxRate]) throws -> [Money] {
            try quote([line(1, usd(100_00))], tax: taxes(included: false, [.standard: rates]))
                .tax.groups[0].charges.map(\.amount)
        }

        #expect(
            try charged([TaxRate("GST", .percent("5")), TaxRate("QST", .percent("9.975"))]) == [usd(5_00), usd(9_98)])
        #expect(
            try charged([TaxRate("GST", .percent("5")), TaxRate("QST", .percent("7.5"), isCompound: true)])
                == [usd(5_00), usd(7_88)])
    }

    @Test func `stacking`() throws {
        let goods = [line(1, eur(100_00))]
        let stack = [promotion(1, .percentage(.percent("10"))), promotion(2, .amount(eur(5_00)))]
        let twelve = promotion(3, .percentage(.percent("12"))) { $0.stacking = .exclusive }
        let twenty = promotion(4, .percentage(.percent("20"))) { $0.stacking = .exclusive }

        let first = try quote(goods, stack + [twelve])
        let second = try quote(goods, stack + [twelve, twenty])

        #expect(first.totals.discount == eur(15_00))
        #expect(first.refusal(of: 3) == .notCombined(with: [id(1), id(2)]))
        #expect(second.totals.discount == eur(20_00))
        #expect(second.promotions.map(\.promotion) == [id(4)])
    }

    @Test func `buy two, get the third`() throws {
        let quote = try quote(
            [line(1, eur(30_00)), line(2, eur(10_00)), line(3, eur(20_00), 2)],
            [promotion(1, .buyGet(try BuyGet(buy: 2, get: 1)))])

        #expect(quote.lines.map(\.discount) == [eur(0), eur(10_00), eur(0)])
    }

    @Test func `an exempt buyer`() throws {
        let tax = taxes(included: true, vat)
        let quote = try quote([line(1, eur(119_00))], tax: tax) { $0.buyer.exemption = .reverseCharge(number: "ATU1") }

        #expect(quote.totals.total == eur(100_00))
        #expect(quote.tax.relief == eur(19_00))
    }

    @Test func `refunds of three pieces`() throws {
        let order = try quote(
            [line(1, eur(10_00), 3)], [promotion(1, .amount(eur(10_00)))], tax: taxes(included: true, vat))
        var refunds: [RefundQuote] = []
        for _ in 1...3 {
            refunds.append(try order.refund(RefundRequest([.init(id(1), quantity: 1)]), after: refunds))
        }

        #expect(refunds.map(\.total) == [eur(6_66), eur(6_66), eur(6_68)])
    }
}
