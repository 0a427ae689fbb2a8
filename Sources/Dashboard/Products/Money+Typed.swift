import Pricing

extension Money {
    /// As it stands in a field: digits and a point.
    var typed: String {
        let digits = String(minorUnits)
        guard currency.exponent > 0 else { return digits }
        let padded = String(repeating: "0", count: max(0, currency.exponent + 1 - digits.count)) + digits
        return "\(padded.dropLast(currency.exponent)).\(padded.suffix(currency.exponent))"
    }

    /// A comma is a point to whoever writes prices with one; two marks are a mistake.
    init?(typed text: String, _ currency: Currency) {
        let marks = text.filter { $0 == "," || $0 == "." }.count
        let pointed = marks == 1 ? text.replacing(",", with: ".") : text
        guard let money = try? Money(parsing: pointed, currency), !money.isNegative,
            (try? money.requireStorable()) != nil
        else { return nil }
        self = money
    }

    static func advice(_ currency: Currency) -> String {
        "Enter an amount such as \(currency.exponent == 0 ? "24" : "24.50")."
    }
}
