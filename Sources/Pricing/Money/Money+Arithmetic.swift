extension Money {
    /// The sum; throws when the currencies differ or the sum is too large.
    package static func + (left: Money, right: Money) throws(MoneyError) -> Money {
        try left.combined(with: right) { $0.addingReportingOverflow($1) }
    }

    /// The difference, which may be negative; throws when the currencies differ or the result is too large.
    package static func - (left: Money, right: Money) throws(MoneyError) -> Money {
        try left.combined(with: right) { $0.subtractingReportingOverflow($1) }
    }

    /// The amount `quantity` times over; throws when the product is too large.
    package static func * (amount: Money, quantity: Int) throws(MoneyError) -> Money {
        let (product, overflow) = amount.minorUnits.multipliedReportingOverflow(by: quantity)
        guard !overflow else { throw .overflow }
        return Money(minorUnits: product, amount.currency)
    }

    /// Whether one amount is smaller than another of the same currency; throws when the currencies differ.
    package static func < (left: Money, right: Money) throws(MoneyError) -> Bool {
        try left.requireCurrency(of: right)
        return left.minorUnits < right.minorUnits
    }

    /// The sum of all amounts, which must be in `currency`; zero when there are none.
    package static func sum(_ amounts: some Sequence<Money>, in currency: Currency) throws(MoneyError) -> Money {
        var sum = Money.zero(currency)
        for amount in amounts {
            sum = try sum + amount
        }
        return sum
    }

    private func combined(
        with other: Money,
        _ operation: (Int, Int) -> (partialValue: Int, overflow: Bool)
    ) throws(MoneyError) -> Money {
        try requireCurrency(of: other)
        let (result, overflow) = operation(minorUnits, other.minorUnits)
        guard !overflow else { throw .overflow }
        return Money(minorUnits: result, currency)
    }

    private func requireCurrency(of other: Money) throws(MoneyError) {
        guard currency == other.currency else { throw .currencyMismatch(currency, other.currency) }
    }
}
