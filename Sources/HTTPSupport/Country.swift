import Foundation

/// The countries of the world, as Foundation's copy of CLDR lists them.
package enum Country {
    /// All countries by their ISO 3166-1 code, sorted by their name in that language.
    package static func all(_ language: Language) -> [(code: String, name: String)] {
        switch language {
        case .english: english
        case .german: german
        }
    }

    /// The country's name in that language.
    package static func name(_ code: String, _ language: Language) -> String {
        Locale(identifier: language.tag).localizedString(forRegionCode: code) ?? code
    }

    private static let english = sorted(.english)
    private static let german = sorted(.german)

    private static func sorted(_ language: Language) -> [(code: String, name: String)] {
        let codes = Locale.Region.isoRegions
            .filter { $0.identifier.utf8.count == 2 && $0.subRegions.isEmpty && $0.identifier != "ZZ" }
            .map(\.identifier)
        return codes.map { ($0, name($0, language)) }
            .sorted { $0.1.localizedCompare($1.1) == .orderedAscending }
    }
}
