/// Minor units of the one currency of a calculation. Inside the engine amounts are whole numbers: the door
/// (`PricingRequest.check`) has compared their currencies and bounded them, so that plain sums cannot overflow.
typealias MinorUnits = Int

/// Arithmetic with amounts that cannot overflow unseen.
enum Amounts {
    /// More than this no cart costs: a million million units with three decimals. Nine thousand such amounts can be
    /// added before 63 bits are full.
    static let limit: MinorUnits = 1_000_000_000_000_000

    /// `amount × numerator ÷ denominator`, exactly, then rounded once; throws above `limit`.
    static func scale(
        _ amount: MinorUnits, by numerator: Int128, over denominator: Int128, _ rounding: Rounding
    ) throws(PricingError) -> MinorUnits {
        let (product, overflow) = Int128(amount).multipliedReportingOverflow(by: numerator)
        guard !overflow else { throw .money(.overflow) }
        let quotient = rounding.quotient(product, denominator)
        guard quotient <= Int128(limit) else { throw .money(.overflow) }
        return MinorUnits(quotient)
    }

    /// A share of an amount, a half rounded up.
    static func share(_ rate: Rate, of amount: MinorUnits) throws(PricingError) -> MinorUnits {
        try scale(amount, by: Int128(rate.millionths), over: Int128(Rate.unit), .halfUp)
    }
}

extension Sequence<MinorUnits> {
    /// The sum of amounts that are not negative; throws above the limit.
    func total() throws(PricingError) -> MinorUnits {
        var total = 0
        for amount in self {
            total += amount
            guard total <= Amounts.limit else { throw .money(.overflow) }
        }
        return total
    }
}
