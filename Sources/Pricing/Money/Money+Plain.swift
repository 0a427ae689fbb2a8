extension Money {
    /// Digits and a point, with all the decimals of the currency: `20.00`, `500`. What programs read.
    package var plain: String {
        let digits = String(minorUnits.magnitude)
        let sign = isNegative ? "-" : ""
        guard currency.exponent > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, currency.exponent + 1 - digits.count)) + digits
        return "\(sign)\(padded.dropLast(currency.exponent)).\(padded.suffix(currency.exponent))"
    }
}
