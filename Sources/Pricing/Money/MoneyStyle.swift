/// How a language writes amounts: its separators, and where the currency sign stands.
package struct MoneyStyle: Hashable, Sendable {
    private let groupSeparator: String
    private let decimalSeparator: String
    private let signPlacement: SignPlacement

    private enum SignPlacement: Hashable {
        case before(space: String)
        case after
    }

    private init(group: String, decimal: String, _ signPlacement: SignPlacement) {
        groupSeparator = group
        decimalSeparator = decimal
        self.signPlacement = signPlacement
    }

    /// The style of a language tag such as `de` or `de-AT`; English when the language is not known.
    package init(language: String) {
        let parts = language.lowercased().split { $0 == "-" || $0 == "_" }.map(String.init)
        let regional = parts.prefix(2).joined(separator: "-")
        self = Self.styles[regional] ?? Self.styles[parts.first ?? ""] ?? .english
    }

    /// The amount for people: `$59.99` in English, `1.299,00 €` in German, `¥500`.
    package func format(_ amount: Money) -> String {
        let perUnit = UInt(amount.currency.minorUnitsPerUnit)
        let magnitude = amount.minorUnits.magnitude
        var number = grouped(String(magnitude / perUnit))
        if amount.currency.exponent > 0 {
            let decimals = String(magnitude % perUnit)
            let zeros = String(repeating: "0", count: amount.currency.exponent - decimals.count)
            number += decimalSeparator + zeros + decimals
        }
        return (amount.isNegative ? "−" : "") + placed(amount.currency.sign, beside: number)
    }

    private func grouped(_ digits: String) -> String {
        // Spanish, Portuguese and Polish leave four digits together, but prices read well grouped in all of them.
        var result = ""
        for (position, digit) in digits.enumerated() {
            if position > 0, (digits.count - position).isMultiple(of: 3) { result += groupSeparator }
            result.append(digit)
        }
        return result
    }

    private func placed(_ sign: String, beside number: String) -> String {
        switch signPlacement {
        case .after:
            return number + Self.noBreak + sign
        case .before(let space):
            // A code, unlike a sign, never touches the digits: "CHF 12.50" but "$12.50".
            return sign + (sign.last?.isLetter == true ? Self.noBreak : space) + number
        }
    }

    private static let noBreak = "\u{A0}"
    private static let narrow = "\u{202F}"
    private static let english = MoneyStyle(group: ",", decimal: ".", .before(space: ""))
    private static let continental = MoneyStyle(group: ".", decimal: ",", .after)
    private static let spaced = MoneyStyle(group: noBreak, decimal: ",", .after)

    private static let styles: [String: MoneyStyle] = [
        "en": english, "ja": english, "zh": english, "ko": english, "th": english, "he": english,
        "es-mx": english, "es-us": english,
        "de": continental, "es": continental, "it": continental, "el": continental, "da": continental,
        "ro": continental, "hr": continental, "sl": continental, "is": continental, "vi": continental,
        "fr": MoneyStyle(group: narrow, decimal: ",", .after),
        "pl": spaced, "cs": spaced, "sk": spaced, "sv": spaced, "fi": spaced, "nb": spaced, "no": spaced,
        "hu": spaced, "bg": spaced, "uk": spaced, "ru": spaced, "lt": spaced, "lv": spaced, "et": spaced,
        "pt": spaced, "pt-br": MoneyStyle(group: ".", decimal: ",", .before(space: noBreak)),
        "nl": MoneyStyle(group: ".", decimal: ",", .before(space: noBreak)),
        "tr": MoneyStyle(group: ".", decimal: ",", .before(space: "")),
        "de-at": MoneyStyle(group: ".", decimal: ",", .before(space: noBreak)),
        "de-ch": MoneyStyle(group: "’", decimal: ".", .before(space: noBreak)),
    ]
}

extension Money {
    /// The amount as people who read `language` write it.
    package func formatted(language: String = "en") -> String {
        MoneyStyle(language: language).format(self)
    }
}
