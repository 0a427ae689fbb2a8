import Foundation
import Testing

@testable import Pricing

struct GiftCardTests {
    @Test func `cards pay after everything, in their order, as far as they go`() throws {
        let quote = try quote(
            [line(1, usd(100_00))],
            [promotion(1, .percentage(.percent("10")))],
            tax: taxes(included: false, [.standard: [TaxRate("Tax", .percent("10"))]])
        ) { request in
            request.giftCards = [
                GiftCardBalance(id: id(2), balance: usd(30_00)), GiftCardBalance(id: id(1), balance: usd(100_00)),
                GiftCardBalance(id: id(3), balance: usd(1_00)),
            ]
        }

        #expect(quote.totals.total == usd(99_00))
        #expect(
            quote.giftCards == [
                GiftCardUse(card: id(2), amount: usd(30_00), remaining: usd(0)),
                GiftCardUse(card: id(1), amount: usd(69_00), remaining: usd(31_00)),
            ])
        #expect(quote.giftCardRefusals == [GiftCardRefusal(card: id(3), reason: .notNeeded)])
        #expect(quote.due == usd(0))
        #expect(quote.tax.charged == usd(9_00))
    }

    @Test func `cards that cannot pay say why, and one given twice pays once`() throws {
        let quote = try quote([line(1, usd(10_00))]) { request in
            request.giftCards = [
                GiftCardBalance(id: id(1), balance: eur(5_00)), GiftCardBalance(id: id(2), balance: usd(0)),
                GiftCardBalance(id: id(3), balance: usd(5_00), expires: noon),
                GiftCardBalance(id: id(4), balance: usd(4_00), expires: noon.addingTimeInterval(1)),
                GiftCardBalance(id: id(4), balance: usd(4_00)),
            ]
        }

        #expect(
            quote.giftCardRefusals.map(\.reason) == [.otherCurrency(.eur), .empty, .expired(at: noon)])
        #expect(quote.due == usd(6_00))
    }
}
