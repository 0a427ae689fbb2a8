import Testing

@testable import Pricing

struct TotalsTests {
    @Test func `a cart is priced part by part`() throws {
        let totals = try Totals(
            of: [line(19_99, 2), line(5_00, 1)],
            in: .usd,
            discounts: [charge(4_98, "Spring sale")],
            shipping: [charge(7_50, "Standard shipping")],
            taxes: [charge(3_30, "Sales tax")]
        )

        #expect(totals.lines == [usd(39_98), usd(5_00)])
        #expect(totals.subtotal == usd(44_98))
        #expect(totals.total == usd(50_80))
        #expect(
            totals.explanation.map(\.reason)
                == ["3 items", "Spring sale", "Standard shipping", "Sales tax", "Total"]
        )
    }

    @Test func `an empty cart costs nothing`() throws {
        let totals = try Totals(of: [], in: .jpy)

        #expect(totals.total == .zero(.jpy))
        #expect(totals.explanation.map(\.reason) == ["0 items", "Total"])
    }

    @Test(arguments: [0, -1, .min, 10_000, .max])
    func `a quantity out of reason is refused`(quantity: Int) {
        #expect(throws: TotalsError.quantity(quantity)) { try Totals(of: [line(1_00, quantity)], in: .usd) }
    }

    @Test func `negative prices and charges are refused`() {
        #expect(throws: TotalsError.negative(usd(-1))) { try Totals(of: [line(-1, 1)], in: .usd) }
        #expect(throws: TotalsError.negative(usd(-1))) {
            try Totals(of: [line(1_00, 1)], in: .usd, shipping: [charge(-1, "")])
        }
    }

    @Test func `a discount never exceeds the goods`() {
        #expect(throws: TotalsError.discountExceedsSubtotal(discount: usd(1_01), subtotal: usd(1_00))) {
            try Totals(of: [line(1_00, 1)], in: .usd, discounts: [charge(1_01, "")], shipping: [charge(50_00, "")])
        }
    }

    @Test func `mixed currencies are refused`() {
        #expect(throws: TotalsError.money(.currencyMismatch(.eur, .usd))) {
            try Totals(of: [line(1_00, 1)], in: .eur)
        }
    }

    @Test func `a total beyond the database's columns is refused although each part fits`() throws {
        let nearly = usd(99_999_999_99)
        let fits = try Totals(of: [CartLine(unitPrice: nearly, quantity: 1)], in: .usd)
        #expect(fits.total == nearly)

        #expect(throws: TotalsError.money(.overflow)) {
            try Totals(of: [CartLine(unitPrice: nearly, quantity: 1)], in: .usd, shipping: [charge(1, "")])
        }
        #expect(throws: TotalsError.money(.overflow)) {
            try Totals(of: [CartLine(unitPrice: usd(.max), quantity: 2)], in: .usd)
        }
    }

    @Test(arguments: 0..<200)
    func `parts sum to the whole, nothing is negative and the order of lines is irrelevant`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let cart = (0..<Int.random(in: 0...12, using: &random)).map { _ in
            line(.random(in: 0...50_000, using: &random), .random(in: 1...99, using: &random))
        }
        let goods = cart.reduce(0) { $0 + $1.unitPrice.minorUnits * $1.quantity }
        let discount = charge(.random(in: 0...goods, using: &random), "")
        let shipping = charge(.random(in: 0...5_000, using: &random), "")
        let tax = charge(.random(in: 0...100_000, using: &random), "")

        let totals = try Totals(of: cart, in: .usd, discounts: [discount], shipping: [shipping], taxes: [tax])
        let shuffled = try Totals(
            of: cart.shuffled(using: &random), in: .usd, discounts: [discount], shipping: [shipping], taxes: [tax]
        )

        #expect(try Money.sum(totals.lines, in: .usd) == totals.subtotal)
        #expect(try totals.subtotal - totals.discount + totals.shipping + totals.tax == totals.total)
        #expect(totals.explanation.allSatisfy { !$0.amount.isNegative })
        #expect(signedSum(of: totals.explanation.dropLast()) == totals.total.minorUnits)
        #expect(shuffled.explanation == totals.explanation)
    }

    private func signedSum(of steps: some Sequence<Totals.Step>) -> Int {
        steps.reduce(0) { $1.part == .discount ? $0 - $1.amount.minorUnits : $0 + $1.amount.minorUnits }
    }

    private func usd(_ minorUnits: Int) -> Money { Money(minorUnits: minorUnits, .usd) }

    private func line(_ minorUnits: Int, _ quantity: Int) -> CartLine {
        CartLine(unitPrice: usd(minorUnits), quantity: quantity)
    }

    private func charge(_ minorUnits: Int, _ reason: String) -> Charge {
        Charge(usd(minorUnits), reason: reason)
    }
}
