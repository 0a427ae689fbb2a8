extension Money {
    /// Reads an amount written with a point before its decimals, as files and forms do: `59.99`, `750`, `.5`.
    /// Zeros beyond the currency's decimals are fine (`10.00` yen), other digits there are refused.
    package init(parsing text: String, _ currency: Currency) throws(MoneyError) {
        let isNegative = text.utf8.first == UInt8(ascii: "-")
        let parts = text.utf8.dropFirst(isNegative ? 1 : 0)
            .split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        let decimals = parts.count == 2 ? parts[1] : Substring().utf8
        guard !(parts[0].isEmpty && decimals.isEmpty), decimals.count <= 18 else { throw .unreadable(text) }
        let kept = decimals.prefix(currency.exponent)
        guard decimals.dropFirst(kept.count).allSatisfy({ $0 == UInt8(ascii: "0") }) else { throw .unreadable(text) }

        var minorUnits = 0
        for digit in [Array(parts[0]), Array(kept)].joined() {
            minorUnits = try Self.appending(digit, to: minorUnits, of: text)
        }
        for _ in kept.count..<currency.exponent {
            minorUnits = try Self.appending(UInt8(ascii: "0"), to: minorUnits, of: text)
        }
        self.init(minorUnits: isNegative ? -minorUnits : minorUnits, currency)
    }

    private static func appending(_ digit: UInt8, to number: Int, of text: String) throws(MoneyError) -> Int {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { throw .unreadable(text) }
        let (shifted, tooLarge) = number.multipliedReportingOverflow(by: 10)
        let (sum, overflow) = shifted.addingReportingOverflow(Int(digit - UInt8(ascii: "0")))
        guard !tooLarge, !overflow else { throw .overflow }
        return sum
    }
}
