package import Foundation

/// PostgreSQL counts from 2000-01-01; Foundation's reference date is 2001-01-01: 366 days.
private let secondsFromPostgresEpoch: Double = 366 * 86_400

extension Date: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { .timestamptz }

    /// Microseconds, the server's resolution, rounded to the nearest.
    package func postgresBytes() -> [UInt8]? {
        let microseconds = (timeIntervalSinceReferenceDate + secondsFromPostgresEpoch) * 1_000_000
        return Int64(exactly: microseconds.rounded())?.bigEndianBytes
    }

    package init(cell: Cell) throws(CellError) {
        let microseconds: Int64 = try Cell.integer(try cell.require(.timestamptz, .timestamp))
        let seconds = Double(microseconds) / 1_000_000 - secondsFromPostgresEpoch
        self.init(timeIntervalSinceReferenceDate: seconds)
    }
}

/// A day without a time or a zone: the type `date`.
package struct CalendarDate: Hashable, Comparable, Sendable {
    /// Days since 2000-01-01 of the proleptic Gregorian calendar.
    package let daysSince2000: Int32

    package init(daysSince2000: Int32) { self.daysSince2000 = daysSince2000 }

    package static func < (left: Self, right: Self) -> Bool { left.daysSince2000 < right.daysSince2000 }

    private static var calendar: Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }

    /// The day on which `moment` falls in `zone`.
    package init(_ moment: Date, in zone: TimeZone) {
        let local = moment.timeIntervalSinceReferenceDate + Double(zone.secondsFromGMT(for: moment))
        daysSince2000 = Int32(((local + secondsFromPostgresEpoch) / 86_400).rounded(.down))
    }

    /// Nil when there is no such day.
    package init?(year: Int, month: Int, day: Int) {
        let components = DateComponents(year: year, month: month, day: day)
        guard let date = Self.calendar.date(from: components),
            Self.calendar.dateComponents([.year, .month, .day], from: date) == components
        else { return nil }
        self.init(date, in: .gmt)
    }

    /// ISO 8601, `2026-11-23`.
    package var iso8601: String {
        let seconds = Double(daysSince2000) * 86_400 - secondsFromPostgresEpoch
        let parts = Self.calendar.dateComponents(
            [.year, .month, .day], from: Date(timeIntervalSinceReferenceDate: seconds)
        )
        return String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
    }
}

extension CalendarDate: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { .date }
    package func postgresBytes() -> [UInt8]? { daysSince2000.bigEndianBytes }
    package init(cell: Cell) throws(CellError) {
        daysSince2000 = try Cell.integer(try cell.require(.date))
    }
}
