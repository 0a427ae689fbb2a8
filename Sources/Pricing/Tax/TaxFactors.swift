/// Taxes as exact fractions of the net price, those on top of others multiplied out:
/// 5 % and 7.5 % on top are 50,000,000,000 and 78,750,000,000 of 1,000,000,000,000.
struct TaxFactors {
    private var parts: [Int128] = []
    private var denominator: Int128 = 1_000_000

    /// Multiplies the taxes out; throws for more than three on top of others.
    init(_ taxes: [TaxRate]) throws(PricingError) {
        // Each compound tax multiplies the denominator by a million. After three it is 10²⁴, and an amount of 10¹⁴
        // times that still fits into 127 bits.
        guard taxes.count(where: \.isCompound) <= 3 else { throw .tooManyCompoundTaxes }
        let unit = Int128(Rate.unit)
        for tax in taxes {
            let rate = Int128(tax.rate.millionths)
            if tax.isCompound {
                let part = rate * gross
                parts = parts.map { $0 * unit }
                denominator *= unit
                parts.append(part)
            } else {
                parts.append(rate * (denominator / unit))
            }
        }
    }

    /// The price with all taxes, in parts of which the net price has `denominator`.
    private var gross: Int128 { parts.reduce(denominator, +) }

    /// Each tax that comes on top of a net amount.
    func added(to net: MinorUnits, _ rounding: Rounding) throws(PricingError) -> [MinorUnits] {
        var taxes: [MinorUnits] = []
        for part in parts {
            taxes.append(try Amounts.scale(net, by: part, over: denominator, rounding))
        }
        return taxes
    }

    /// Each tax that a gross amount holds. What they leave is the net amount, so that nothing is lost by rounding.
    func contained(in amount: MinorUnits, _ rounding: Rounding) throws(PricingError) -> [MinorUnits] {
        var left = amount
        var taxes: [MinorUnits] = []
        for part in parts {
            // Rounding up several taxes in a single cent would otherwise leave less than nothing.
            let tax = min(left, try Amounts.scale(amount, by: part, over: gross, rounding))
            taxes.append(tax)
            left -= tax
        }
        return taxes
    }
}
