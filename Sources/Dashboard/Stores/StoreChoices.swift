import Foundation
import HTTPSupport
import Pricing

/// What a store can be told about itself, and what is likely in a country.
enum StoreChoices {
    typealias Choice = LabelledChoice.Choice

    static let countries: [Choice] = Country.all(.english).map { Choice(value: $0.code, title: $0.name) }

    static let currencies: [Choice] = Currency.storable.map { currency in
        let name = Locale(identifier: "en-GB").localizedString(forCurrencyCode: currency.code) ?? currency.code
        return Choice(value: currency.code, title: "\(currency.code) – \(name)")
    }

    /// Those in which products can be searched by their stems.
    static let languages: [Choice] = [
        "en", "de", "fr", "es", "it", "nl", "pt", "da", "sv", "nb", "fi", "hu", "ro", "tr", "ru", "ar",
    ].map { Choice(value: $0, title: Locale(identifier: "en-GB").localizedString(forLanguageCode: $0) ?? $0) }

    static let timeZones: [Choice] = (["UTC"] + TimeZone.knownTimeZoneIdentifiers.filter { $0.contains("/") }.sorted())
        .map { Choice(value: $0, title: $0.replacing("_", with: " ")) }

    static func isKnown(_ value: String, in choices: [Choice]) -> Bool { choices.contains { $0.value == value } }

    /// The choices, and what is set although it is none of them.
    static func including(_ value: String, _ choices: [Choice]) -> [Choice] {
        value.isEmpty || isKnown(value, in: choices) ? choices : [Choice(value: value, title: value)] + choices
    }
}

extension StoreChoices {
    static func currency(in country: String) -> String {
        let code = Locale(identifier: "und_\(country)").currency?.identifier ?? ""
        return isKnown(code, in: currencies) ? code : Currency.usd.code
    }

    static func language(in country: String) -> String {
        let likely = Locale.Language(identifier: "und-\(country)").maximalIdentifier.prefix { $0 != "-" }
        return isKnown(String(likely), in: languages) ? String(likely) : "en"
    }

    /// Of the capital, where a country has several.
    static func timeZone(in country: String) -> String { capitals[country] ?? "UTC" }

    private static let capitals: [String: String] = [
        "AE": "Asia/Dubai", "AR": "America/Argentina/Buenos_Aires", "AT": "Europe/Vienna", "AU": "Australia/Sydney",
        "BE": "Europe/Brussels", "BG": "Europe/Sofia", "BR": "America/Sao_Paulo", "CA": "America/Toronto",
        "CH": "Europe/Zurich", "CL": "America/Santiago", "CN": "Asia/Shanghai", "CO": "America/Bogota",
        "CZ": "Europe/Prague", "DE": "Europe/Berlin", "DK": "Europe/Copenhagen", "EE": "Europe/Tallinn",
        "EG": "Africa/Cairo", "ES": "Europe/Madrid", "FI": "Europe/Helsinki", "FR": "Europe/Paris",
        "GB": "Europe/London", "GR": "Europe/Athens", "HK": "Asia/Hong_Kong", "HR": "Europe/Zagreb",
        "HU": "Europe/Budapest", "ID": "Asia/Jakarta", "IE": "Europe/Dublin", "IL": "Asia/Jerusalem",
        "IN": "Asia/Kolkata", "IT": "Europe/Rome", "JP": "Asia/Tokyo", "KE": "Africa/Nairobi", "KR": "Asia/Seoul",
        "LT": "Europe/Vilnius", "LU": "Europe/Luxembourg", "LV": "Europe/Riga", "MA": "Africa/Casablanca",
        "MX": "America/Mexico_City", "MY": "Asia/Kuala_Lumpur", "NG": "Africa/Lagos", "NL": "Europe/Amsterdam",
        "NO": "Europe/Oslo", "NZ": "Pacific/Auckland", "PE": "America/Lima", "PH": "Asia/Manila",
        "PK": "Asia/Karachi", "PL": "Europe/Warsaw", "PT": "Europe/Lisbon", "RO": "Europe/Bucharest",
        "RS": "Europe/Belgrade", "SA": "Asia/Riyadh", "SE": "Europe/Stockholm", "SG": "Asia/Singapore",
        "SI": "Europe/Ljubljana", "SK": "Europe/Bratislava", "TH": "Asia/Bangkok", "TR": "Europe/Istanbul",
        "TW": "Asia/Taipei", "UA": "Europe/Kyiv", "US": "America/New_York", "VN": "Asia/Ho_Chi_Minh",
        "ZA": "Africa/Johannesburg",
    ]
}
