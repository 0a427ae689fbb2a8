import Foundation
import HTTPSupport
import Postgres

/// Points in time in the store's time zone.
enum StoreDates {
    static func short(_ date: Date, in shop: Shop) -> String {
        date.formatted(style(shop, .abbreviated, .shortened))
    }

    static func long(_ date: Date, in shop: Shop) -> String {
        date.formatted(style(shop, .complete, .shortened))
    }

    /// A day, such as `24 Nov`.
    static func day(_ date: CalendarDate) -> String {
        let start = Date(timeIntervalSince1970: Double(date.daysSince2000 + 10_957) * 86_400)
        return start.formatted(
            Date.FormatStyle(locale: Locale(identifier: "en-GB"), timeZone: .gmt).day().month(.abbreviated)
        )
    }

    private static func style(
        _ shop: Shop,
        _ date: Date.FormatStyle.DateStyle,
        _ time: Date.FormatStyle.TimeStyle
    ) -> Date.FormatStyle {
        // The dashboard speaks British English: day before month, a clock of 24 hours.
        let zone = TimeZone(identifier: shop.timeZone) ?? .gmt
        return Date.FormatStyle(date: date, time: time, locale: Locale(identifier: "en-GB"), timeZone: zone)
    }
}
