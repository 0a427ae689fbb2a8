/// An ISO 4217 currency: its three-letter code and how many decimals its smallest unit has.
package struct Currency: Hashable, Sendable {
    /// The ISO 4217 code, in capitals: `EUR`.
    package let code: String
    /// The number of decimals: 0 (JPY), 2 (EUR) or 3 (KWD).
    package let exponent: Int

    /// The currency with this code, in any letter case; throws when ISO 4217 does not list it.
    package init(_ code: String) throws(MoneyError) {
        let capitals = code.uppercased()
        guard let exponent = Self.exponents[capitals] else { throw .unknownCurrency(code) }
        self.code = capitals
        self.exponent = exponent
    }

    private init(code: String, exponent: Int) {
        self.code = code
        self.exponent = exponent
    }

    /// United States dollar.
    package static let usd = Currency(code: "USD", exponent: 2)
    /// Euro.
    package static let eur = Currency(code: "EUR", exponent: 2)
    /// Pound sterling.
    package static let gbp = Currency(code: "GBP", exponent: 2)
    /// Japanese yen.
    package static let jpy = Currency(code: "JPY", exponent: 0)
    /// Kuwaiti dinar.
    package static let kwd = Currency(code: "KWD", exponent: 3)

    /// How many minor units make one unit: 1, 100 or 1,000.
    package var minorUnitsPerUnit: Int {
        [1, 10, 100, 1_000][exponent]
    }
}

extension Currency: CustomStringConvertible {
    /// The code.
    package var description: String { code }
}
