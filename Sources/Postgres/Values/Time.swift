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

    /// The day on which `moment` falls in `zone`.
    package init(_ moment: Date, in zone: TimeZone) {
        let local = moment.timeIntervalSinceReferenceDate + Double(zone.secondsFromGMT(for: moment))
        daysSince2000 = Int32(((local + secondsFromPostgresEpoch) / 86_400).rounded(.down))
    }

    /// Nil when there is no such day.
    ///
    /// Counted here and not by Foundation's calendar, which is Julian before 1582 and so disagrees with the server.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        // Years begin in March here, so that the leap day is the last; 2000-03-01 is day 60 of the count.
        let marchYear = month > 2 ? year : year - 1
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400
        let leapDaysTo2000 = 500 - 20 + 5
        daysSince2000 = Int32(365 * (marchYear - 2000) + leapDays - leapDaysTo2000 + dayOfYear + 60)
        guard components == (year, month, day) else { return nil }
    }

    /// Year, month from 1, day from 1.
    package var components: (year: Int, month: Int, day: Int) {
        // 2000-03-01 opens a cycle of 400 years, which always has 146,097 days.
        let days = Int(daysSince2000) - 60
        let cycle = Int((Double(days) / 146_097).rounded(.down))
        let dayOfCycle = days - cycle * 146_097
        let yearOfCycle = (dayOfCycle - dayOfCycle / 1_460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
        let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = 2000 + cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    /// ISO 8601, `2026-11-23`.
    package var iso8601: String {
        let (year, month, day) = components
        return String(format: "%04d-%02d-%02d", year, month, day)
    }
}

extension CalendarDate: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { .date }
    package func postgresBytes() -> [UInt8]? { daysSince2000.bigEndianBytes }
    package init(cell: Cell) throws(CellError) {
        daysSince2000 = try Cell.integer(try cell.require(.date))
    }
}
