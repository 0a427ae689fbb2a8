import Commerce
import Pricing
import Testing

@testable import Providers

@Suite struct StripeAmountTests {
    @Test(arguments: [
        ("USD", 54_00, 5_400), ("JPY", 500, 500), ("KWD", 1_250, 1_250), ("ISK", 700, 70_000), ("UGX", 3, 300),
        ("MGA", 500, 5),
    ])
    func `amounts go out and come back in the unit that Stripe counts`(code: String, ours: Int, theirs: Int) throws {
        let money = Money(minorUnits: ours, try Currency(code))

        #expect(try StripeAmount.minorUnits(of: money) == theirs)
        #expect(StripeAmount.money(minorUnits: theirs, currency: code.lowercased()) == money)
    }

    @Test func `what has no whole number of units is refused, never rounded`() throws {
        #expect(throws: PaymentProviderError(.refused)) {
            try StripeAmount.minorUnits(of: Money(minorUnits: 505, try Currency("MGA")))
        }
        #expect(StripeAmount.money(minorUnits: 70_050, currency: "isk") == nil)
        #expect(StripeAmount.money(minorUnits: 100, currency: "xyz") == nil)
    }

    @Test func `an amount too large to count is refused`() throws {
        #expect(throws: PaymentProviderError(.refused)) {
            try StripeAmount.minorUnits(of: Money(minorUnits: .max, try Currency("ISK")))
        }
    }
}
