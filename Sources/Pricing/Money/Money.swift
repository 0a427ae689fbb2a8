package import Foundation

/// An exact amount in one currency, counted in the currency's minor units (cents). Never rounded:
/// what does not fit is refused.
package struct Money: Hashable, Sendable {
    /// The amount in minor units: 59_99 for $59.99, 500 for ¥500, 1_250 for KWD 1.250.
    package let minorUnits: Int
    /// The currency that the minor units belong to.
    package let currency: Currency

    /// An amount of that many minor units.
    package init(minorUnits: Int, _ currency: Currency) {
        self.minorUnits = minorUnits
        self.currency = currency
    }

    /// The amount that equals `decimal`; throws when it has more decimals than the currency, or is too large.
    package init(_ decimal: Decimal, _ currency: Currency) throws(MoneyError) {
        guard decimal.isFinite else { throw .overflow }
        var scaled = decimal * Decimal(currency.minorUnitsPerUnit)
        var whole = Decimal()
        NSDecimalRound(&whole, &scaled, 0, .plain)
        guard whole == scaled else { throw .notExact(decimal, currency) }
        // An integral Decimal prints as plain digits, and Int refuses what does not fit.
        guard let minorUnits = Int(whole.description) else { throw .overflow }
        self.init(minorUnits: minorUnits, currency)
    }

    /// No money, in that currency.
    package static func zero(_ currency: Currency) -> Money {
        Money(minorUnits: 0, currency)
    }

    /// The same amount for the database's DECIMAL columns; always exact.
    package var decimal: Decimal {
        Decimal(
            sign: minorUnits < 0 ? .minus : .plus,
            exponent: -currency.exponent,
            significand: Decimal(minorUnits.magnitude)
        )
    }

    /// Whether the amount is below zero.
    package var isNegative: Bool { minorUnits < 0 }

    /// Whether the amount is zero.
    package var isZero: Bool { minorUnits == 0 }
}
