/// A share of an amount, exact to a millionth: 19 % is 190,000 millionths, 9.975 % is 99,750.
package struct Rate: Hashable, Sendable {
    /// The share in millionths, from nothing to ten times the amount.
    package let millionths: Int

    /// A share of so many millionths; throws below zero and above `maximum`.
    package init(millionths: Int) throws(PricingError) {
        guard (0...Self.maximum).contains(millionths) else { throw .rate(millionths: millionths) }
        self.millionths = millionths
    }

    /// A share written as a percentage: `19`, `9.975`. Throws for more than four decimals.
    package init(percent text: String) throws(PricingError) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let decimals = parts.count == 2 ? parts[1] : ""
        guard text.utf8.count <= 9, !parts[0].isEmpty, decimals.utf8.count <= 4,
            text.utf8.allSatisfy({ $0 == UInt8(ascii: ".") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let number = Int(parts[0] + decimals + String(repeating: "0", count: 4 - decimals.utf8.count))
        else { throw .unreadableRate(text) }
        try self.init(millionths: number)
    }

    private init(unchecked millionths: Int) {
        self.millionths = millionths
    }

    /// Ten times the amount.
    package static let maximum = 10_000_000
    /// Nothing.
    package static let zero = Rate(unchecked: 0)
    /// The whole amount.
    package static let whole = Rate(unchecked: unit)
    /// The millionths of the whole amount.
    static let unit = 1_000_000
}

extension Rate: Comparable {
    /// Whether the left share is smaller.
    package static func < (left: Rate, right: Rate) -> Bool { left.millionths < right.millionths }
}

extension Rate: Codable {
    /// Reads the millionths; refuses what `init(millionths:)` refuses.
    package init(from decoder: any Decoder) throws {
        try self.init(millionths: decoder.singleValueContainer().decode(Int.self))
    }

    /// Writes the millionths.
    package func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(millionths)
    }
}

extension Rate: CustomStringConvertible {
    /// The percentage without needless zeros: `19 %`, `9.975 %`.
    package var description: String {
        let (whole, rest) = millionths.quotientAndRemainder(dividingBy: Self.unit / 100)
        guard rest > 0 else { return "\(whole) %" }
        var decimals = String(Self.unit / 100 + rest).dropFirst()
        while decimals.last == "0" { decimals.removeLast() }
        return "\(whole).\(decimals) %"
    }
}
