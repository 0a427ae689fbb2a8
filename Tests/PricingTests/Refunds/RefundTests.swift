import Testing

@testable import Pricing

struct RefundTests {
    private func order(cards: [Int] = []) throws -> PriceQuote {
        try quote(
            [line(1, eur(10_00), 3), line(2, eur(21_40)) { $0.taxClass = .reduced }],
            [promotion(1, .amount(eur(10_00), of: products(1)))],
            tax: taxes(
                included: true,
                [.standard: [TaxRate("VAT", .percent("19"))], .reduced: [TaxRate("VAT", .percent("7"))]]
            ) { $0.shipping = .withGoods },
            shipping: shipping(eur(4_90))
        ) { request in
            request.giftCards = cards.enumerated().map { GiftCardBalance(id: id($0 + 1), balance: eur($1)) }
        }
    }

    @Test func `a piece is worth what was paid for it, and the last one what is left`() throws {
        let order = try order()
        // 20.00 were paid for three pieces, 3.19 of it tax.
        var refunds: [RefundQuote] = []
        for _ in 1...3 {
            refunds.append(try order.refund(RefundRequest([.init(id(1), quantity: 1)]), after: refunds))
        }

        #expect(refunds.map(\.total) == [eur(6_66), eur(6_66), eur(6_68)])
        #expect(refunds.map { $0.lines[0].taxed.tax } == [eur(1_06), eur(1_06), eur(1_07)])
        #expect(refunds.map { $0.lines[0].discount } == [eur(3_33), eur(3_33), eur(3_34)])
        #expect(try order.refund(RefundRequest([.init(id(1), quantity: 2)])).total == eur(13_32))
    }

    @Test func `shipping comes back in parts with its taxes`() throws {
        let order = try order()
        let first = try order.refund(RefundRequest(shipping: eur(1_00)))
        let second = try order.refund(RefundRequest(shipping: eur(3_90)), after: [first])

        #expect(first.total == eur(1_00))
        for (part, paid) in order.shipping.taxed.enumerated() {
            let back = [first, second].map { $0.shipping[part] }
            #expect(back.reduce(0) { $0 + $1.net.minorUnits } == paid.net.minorUnits)
            #expect(back.reduce(0) { $0 + $1.tax.minorUnits } == paid.tax.minorUnits)
        }
        #expect(throws: RefundError.shipping(left: eur(0))) {
            try order.refund(RefundRequest(shipping: eur(1)), after: [first, second])
        }
    }

    @Test func `money goes back where it came from, payment first or gift cards first`() throws {
        let order = try order(cards: [10_00, 20_00])
        // 46.30 in all: 10.00 and 20.00 by cards, 16.30 by payment.
        var request = RefundRequest([.init(id(2), quantity: 1)])

        let first = try order.refund(request)
        request.order = .giftCardsFirst
        let cardsFirst = try order.refund(request)
        let rest = try order.refund(RefundRequest([.init(id(1), quantity: 3)], shipping: eur(4_90)), after: [first])

        #expect(first.payment == eur(16_30))
        #expect(first.giftCards == [.init(card: id(2), amount: eur(5_10))])
        #expect(cardsFirst.payment == eur(0))
        #expect(cardsFirst.giftCards.map(\.amount) == [eur(20_00), eur(1_40)])
        #expect(rest.giftCards == [.init(card: id(2), amount: eur(14_90)), .init(card: id(1), amount: eur(10_00))])
        #expect(rest.payment == eur(0))
    }

    @Test func `more than was bought or paid is refused`() throws {
        let order = try order()
        func refuse(_ request: RefundRequest, as error: RefundError, after earlier: [RefundQuote] = []) {
            #expect(throws: error) { try order.refund(request, after: earlier) }
        }
        let two = try order.refund(RefundRequest([.init(id(1), quantity: 2)]))

        refuse(RefundRequest(), as: .nothing)
        refuse(RefundRequest([.init(id(9), quantity: 1)]), as: .unknownLine(id(9)))
        refuse(RefundRequest([.init(id(1), quantity: 0)]), as: .quantity(0))
        refuse(RefundRequest([.init(id(1), quantity: .max)]), as: .tooMany(id(1), left: 3))
        refuse(RefundRequest([.init(id(1), quantity: 2)]), as: .tooMany(id(1), left: 1), after: [two])
        refuse(
            RefundRequest([.init(id(1), quantity: 2), .init(id(1), quantity: 2)]), as: .tooMany(id(1), left: 1))
        refuse(RefundRequest(shipping: eur(4_91)), as: .shipping(left: eur(4_90)))
        refuse(RefundRequest(shipping: eur(-1)), as: .shipping(left: eur(4_90)))
        refuse(RefundRequest(shipping: usd(1)), as: .shipping(left: eur(4_90)))
    }
}
