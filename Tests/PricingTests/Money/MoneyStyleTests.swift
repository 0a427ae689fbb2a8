import Testing

@testable import Pricing

struct MoneyStyleTests {
    @Test(arguments: [
        ("en", Currency.usd, 59_99, "$59.99"),
        ("en", .usd, 1_234_567_05, "$1,234,567.05"),
        ("en", .jpy, 500, "¥500"),
        ("en", .kwd, 1_050, "KWD\u{A0}1.050"),
        ("en", .usd, -5, "−$0.05"),
        ("de", .eur, 1_299_00, "1.299,00\u{A0}€"),
        ("de-AT", .eur, 1_299_00, "€\u{A0}1.299,00"),
        ("tr", .eur, 1_299_00, "€1.299,00"),
        ("fr", .eur, 1_299_00, "1\u{202F}299,00\u{A0}€"),
        ("nl_BE", .eur, 100_00, "€\u{A0}100,00"),
        ("tlh", .gbp, 1_00, "£1.00"),
    ])
    func `an amount reads as its language writes it`(
        language: String, currency: Currency, minorUnits: Int, expected: String
    ) {
        #expect(Money(minorUnits: minorUnits, currency).formatted(language: language) == expected)
    }
}
