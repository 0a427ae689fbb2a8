import Commerce
import Pricing

/// Stripe counts a few currencies in other units than ISO 4217 does (https://docs.stripe.com/currencies).
enum StripeAmount {
    /// Decimals of Stripe's unit where they differ from the currency's own.
    private static let exponents = ["ISK": 2, "UGX": 2, "MGA": 0]

    static func minorUnits(of money: Money) throws(PaymentProviderError) -> Int {
        let shift = shift(money.currency)
        let factor = power(shift.magnitude)
        if shift >= 0 {
            let (units, overflow) = money.minorUnits.multipliedReportingOverflow(by: factor)
            guard !overflow else { throw PaymentProviderError(.refused) }
            return units
        }
        guard money.minorUnits.isMultiple(of: factor) else { throw PaymentProviderError(.refused) }
        return money.minorUnits / factor
    }

    static func money(minorUnits: Int, currency code: String) -> Money? {
        guard let currency = try? Currency(code) else { return nil }
        let shift = shift(currency)
        let factor = power(shift.magnitude)
        if shift >= 0 {
            return minorUnits.isMultiple(of: factor) ? Money(minorUnits: minorUnits / factor, currency) : nil
        }
        let (units, overflow) = minorUnits.multipliedReportingOverflow(by: factor)
        return overflow ? nil : Money(minorUnits: units, currency)
    }

    private static func shift(_ currency: Currency) -> Int {
        (exponents[currency.code] ?? currency.exponent) - currency.exponent
    }

    private static func power(_ exponent: UInt) -> Int {
        (0..<exponent).reduce(1) { product, _ in product * 10 }
    }
}
