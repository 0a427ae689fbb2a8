package import Foundation

/// Why an amount of money cannot be made or calculated.
package enum MoneyError: Error, Equatable {
    /// ISO 4217 does not list this code.
    case unknownCurrency(String)
    /// Two amounts in different currencies met in one calculation.
    case currencyMismatch(Currency, Currency)
    /// The amount has more decimals than its currency.
    case notExact(Decimal, Currency)
    /// The text is not an amount such as `59.99`.
    case unreadable(String)
    /// The result is larger than can be counted, or than the database's columns hold.
    case overflow
}

extension MoneyError: CustomStringConvertible {
    /// A sentence that says what to do.
    package var description: String {
        switch self {
        case .unknownCurrency(let code):
            "“\(code)” is not an ISO 4217 currency; use a code such as USD or EUR."
        case .currencyMismatch(let one, let other):
            "An amount in \(one) cannot be combined with one in \(other); use one currency."
        case .notExact(let amount, let currency):
            "\(amount) is no exact amount of \(currency); give at most \(currency.exponent) decimals."
        case .unreadable(let text):
            "“\(text)” is not an amount; write digits with a point before the decimals, such as 59.99."
        case .overflow:
            "The amount is too large; prices and totals stay below 100,000,000."
        }
    }
}
