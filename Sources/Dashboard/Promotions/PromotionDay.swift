import Foundation
import HTTPSupport

/// Days as date fields have them, `2026-11-27`, in the shop's time zone.
enum PromotionDay {
    static func typed(_ date: Date, in shop: Shop) -> String {
        date.formatted(Date.ISO8601FormatStyle(timeZone: zone(shop)).year().month().day())
    }

    /// The first instant of a day, or of one some days later.
    static func start(of typed: String, plus days: Int = 0, in shop: Shop) -> Date? {
        let style = Date.ISO8601FormatStyle(timeZone: zone(shop)).year().month().day()
        guard typed.utf8.count == 10, let day = try? style.parse(typed) else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone(shop)
        return calendar.date(byAdding: .day, value: days, to: calendar.startOfDay(for: day))
    }

    private static func zone(_ shop: Shop) -> TimeZone { TimeZone(identifier: shop.timeZone) ?? .gmt }
}
