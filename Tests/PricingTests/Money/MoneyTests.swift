import Foundation
import Testing

@testable import Pricing

struct MoneyTests {
    @Test(arguments: [
        ("59.99", Currency.usd, 59_99), ("0", .usd, 0), ("-12.5", .eur, -12_50), ("500", .jpy, 500),
        ("1.250", .kwd, 1_250), ("99999999.99", .usd, 99_999_999_99),
    ])
    func `a decimal becomes minor units and comes back`(text: String, currency: Currency, expected: Int) throws {
        let decimal = try #require(Decimal(string: text))

        let money = try Money(decimal, currency)

        #expect(money.minorUnits == expected)
        #expect(money.decimal == decimal)
    }

    @Test(arguments: [("0.001", Currency.usd), ("1.5", .jpy), ("0.0001", .kwd), ("19.999", .eur)])
    func `a decimal finer than the currency is refused and never rounded`(text: String, currency: Currency) throws {
        let decimal = try #require(Decimal(string: text))

        #expect(throws: MoneyError.notExact(decimal, currency)) { try Money(decimal, currency) }
    }

    @Test func `a decimal that cannot be counted is refused`() throws {
        let huge = try #require(Decimal(string: "1e40"))

        #expect(throws: MoneyError.overflow) { try Money(huge, .usd) }
        #expect(throws: MoneyError.overflow) { try Money(.nan, .usd) }
    }

    @Test(arguments: [("59.99", 59_99), ("750", 750_00), (".5", 50), ("7.", 7_00), ("1.500", 1_50), ("-2.05", -2_05)])
    func `text becomes the amount it says`(text: String, expected: Int) throws {
        #expect(try Money(parsing: text, .usd).minorUnits == expected)
    }

    @Test(arguments: ["", ".", "-", "1,99", "$5", "1.2.3", "1e3", "0.005", " 5", "٣", "--1", "+1"])
    func `text that is no exact amount is refused`(text: String) {
        #expect(throws: MoneyError.unreadable(text)) { try Money(parsing: text, .usd) }
    }

    @Test func `text beyond what can be counted is refused`() {
        let text = String(repeating: "9", count: 40)

        #expect(throws: MoneyError.overflow) { try Money(parsing: text, .usd) }
    }

    @Test func `amounts add, subtract and multiply exactly`() throws {
        let price = Money(minorUnits: 19_99, .usd)

        #expect(try price * 3 == Money(minorUnits: 59_97, .usd))
        #expect(try price + Money(minorUnits: 1, .usd) == Money(minorUnits: 20_00, .usd))
        #expect(try price - Money(minorUnits: 20_00, .usd) == Money(minorUnits: -1, .usd))
        #expect(try Money.sum([price, price], in: .usd) == Money(minorUnits: 39_98, .usd))
    }

    @Test func `currencies never mix and overflow never wraps`() {
        let most = Money(minorUnits: .max, .usd)

        #expect(throws: MoneyError.currencyMismatch(.usd, .eur)) { try most + .zero(.eur) }
        #expect(throws: MoneyError.overflow) { try most + Money(minorUnits: 1, .usd) }
        #expect(throws: MoneyError.overflow) { try most * 2 }
        #expect(throws: MoneyError.overflow) { try Money(minorUnits: .min, .usd) - Money(minorUnits: 1, .usd) }
    }

    @Test func `what a database column cannot hold is refused`() throws {
        try Money(minorUnits: 99_999_999_99, .usd).requireStorable()
        try Money(minorUnits: 1_250, .kwd).requireStorable()

        #expect(throws: MoneyError.overflow) { try Money(minorUnits: 100_000_000_00, .usd).requireStorable() }
        #expect(throws: MoneyError.overflow) { try Money(minorUnits: .min, .usd).requireStorable() }
        #expect(throws: MoneyError.overflow) { try Money(minorUnits: 100_000_000, .jpy).requireStorable() }
        #expect(throws: MoneyError.self) { try Money(minorUnits: 1_255, .kwd).requireStorable() }
    }

    @Test func `a currency is found in any letter case and unknown ones are refused`() throws {
        #expect(try Currency("eur") == .eur)
        #expect(throws: MoneyError.unknownCurrency("XXX")) { try Currency("XXX") }
    }
}
