import Foundation
import HTTPSupport

/// A country to deliver to, by its ISO 3166-1 code.
struct Country: Sendable, Hashable {
    let code: String

    init?(code: String) {
        guard Self.codes.contains(code) else { return nil }
        self.code = code
    }

    /// The countries as Foundation's copy of CLDR lists them.
    private static let codes: Set<String> = Set(
        Locale.Region.isoRegions
            .filter { $0.identifier.count == 2 && $0.subRegions.isEmpty }
            .map(\.identifier)
    )

    /// All countries, sorted by their name in that language.
    static func all(_ language: Language) -> [(code: String, name: String)] {
        switch language {
        case .english: english
        case .german: german
        }
    }

    private static let english = sorted(Locale(identifier: "en"))
    private static let german = sorted(Locale(identifier: "de"))

    private static func sorted(_ locale: Locale) -> [(code: String, name: String)] {
        codes.map { ($0, locale.localizedString(forRegionCode: $0) ?? $0) }
            .sorted { $0.1.localizedCompare($1.1) == .orderedAscending }
    }
}
