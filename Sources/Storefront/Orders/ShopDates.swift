import Foundation
import HTTPSupport

/// Points in time, as the shop's language writes them in the shop's time zone.
enum ShopDates {
    static func day(_ date: Date, in shop: Shop) -> String {
        let style = Date.FormatStyle(
            date: .long,
            time: .omitted,
            locale: Locale(identifier: shop.language.tag),
            timeZone: TimeZone(identifier: shop.timeZone) ?? .gmt
        )
        return date.formatted(style)
    }
}
