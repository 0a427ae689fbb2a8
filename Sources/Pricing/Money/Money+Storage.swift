extension Money {
    /// The largest amount, in whole units, that a DECIMAL(10,2) column holds lies just below this.
    package static let columnLimit = 100_000_000

    /// Throws unless a DECIMAL(10,2) column holds the amount exactly: below 100,000,000, and for currencies with
    /// three decimals a multiple of ten minor units.
    package func requireStorable() throws(MoneyError) {
        let limit = UInt(Self.columnLimit * currency.minorUnitsPerUnit)
        guard minorUnits.magnitude < limit else { throw .overflow }
        guard currency.exponent < 3 || minorUnits.isMultiple(of: 10) else { throw .notExact(decimal, currency) }
    }
}
