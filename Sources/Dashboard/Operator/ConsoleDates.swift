import Foundation

/// Points in time as operators of several countries read them: in UTC, and said so.
enum ConsoleDates {
    static func day(_ date: Date) -> String { format(date, .omitted) }

    static func moment(_ date: Date) -> String { format(date, .shortened) + " UTC" }

    private static func format(_ date: Date, _ time: Date.FormatStyle.TimeStyle) -> String {
        date.formatted(
            Date.FormatStyle(date: .abbreviated, time: time, locale: Locale(identifier: "en-GB"), timeZone: .gmt))
    }
}
