import Foundation
import Postgres
import TestSupport
import Testing

/// Each value is sent, written out by the server as text, and read back.
@Suite(.emptyDatabase)
struct ValueRoundTripTests {
    private func roundTrip<Value: PostgresEncodable & PostgresDecodable>(
        _ value: Value
    ) async throws -> (value: Value, text: String?) {
        let row = try await TestDatabase.current.administrator.one("SELECT \(value) AS value, (\(value))::text AS text")
        return (try row["value"], try row["text"])
    }

    @Test(arguments: [0, 1, -1, 42, .max, .min])
    func integers(value: Int) async throws {
        let answer = try await roundTrip(value)

        #expect(answer.value == value)
        #expect(answer.text == "\(value)")
    }

    @Test func `integers of every width`() async throws {
        #expect(try await roundTrip(Int16.min).text == "-32768")
        #expect(try await roundTrip(Int32.max).text == "2147483647")
        #expect(try await roundTrip(Int64.min).value == .min)
    }

    @Test(arguments: [
        "0", "1", "-1", "0.01", "-0.01", "9999", "10000", "10000.0001", "59.99", "12345678.90", "99999999.99",
        "-99999999.99", "0.00005", "123456789012345678901234567890.12", "100000000000000000000",
    ])
    func decimals(text: String) async throws {
        let value = try #require(Decimal(string: text))

        let answer = try await roundTrip(value)

        #expect(answer.value == value)
        #expect(answer.text.flatMap { Decimal(string: $0) } == value)
    }

    @Test func `a decimal keeps the scale the column gives it`() async throws {
        let row = try await TestDatabase.current.administrator.one("SELECT 12.5::decimal(10,2) AS value")
        let value: Decimal = try row["value"]

        #expect(value == Decimal(string: "12.50"))
    }

    @Test func `numbers that a Decimal cannot hold are refused`() async throws {
        let row = try await TestDatabase.current.administrator.one("SELECT 'NaN'::numeric, 'Infinity'::numeric")

        #expect(throws: RowError.self) { let _: Decimal = try row[0] }
        #expect(throws: RowError.self) { let _: Decimal = try row[1] }
    }

    @Test(arguments: [
        "", "plain", "O'Brien", "日本語 🙂", "line\nbreak", "\u{202E}", String(repeating: "x", count: 100_000),
    ])
    func text(value: String) async throws {
        let answer = try await roundTrip(value)

        #expect(answer.value == value)
        #expect(answer.text == value)
    }

    @Test func `booleans, doubles and UUIDs`() async throws {
        let uuid = UUID()

        #expect(try await roundTrip(true).text == "true")
        #expect(try await roundTrip(-0.5).value == -0.5)
        #expect(try await roundTrip(uuid).value == uuid)
        #expect(try await roundTrip(uuid).text == uuid.uuidString.lowercased())
    }

    @Test(arguments: [0.0, 1, -1, 978_307_200.123456, -62_000_000_000, 4_000_000_000])
    func `moments, to the microsecond`(seconds: Double) async throws {
        let moment = Date(timeIntervalSinceReferenceDate: seconds)

        let answer = try await roundTrip(moment)

        #expect(abs(answer.value.timeIntervalSince(moment)) < 0.000_001)
    }

    @Test(arguments: [(2000, 1, 1), (1999, 12, 31), (2024, 2, 29), (2026, 11, 23), (1, 1, 1)])
    func days(year: Int, month: Int, day: Int) async throws {
        let date = try #require(CalendarDate(year: year, month: month, day: day))

        let answer = try await roundTrip(date)

        #expect(answer.value == date)
        #expect(answer.text == date.iso8601)
    }

    @Test func `a day that does not exist is none`() {
        #expect(CalendarDate(year: 2025, month: 2, day: 29) == nil)
        #expect(CalendarDate(year: 2025, month: 13, day: 1) == nil)
    }

    @Test func `the day of a moment depends on the zone`() throws {
        let moment = try Date("2026-03-01T03:30:00Z", strategy: .iso8601)
        let newYork = try #require(TimeZone(identifier: "America/New_York"))

        #expect(CalendarDate(moment, in: .gmt).iso8601 == "2026-03-01")
        #expect(CalendarDate(moment, in: newYork).iso8601 == "2026-02-28")
    }

    @Test func JSON() async throws {
        let document = try Postgres.JSON(encoding: ["name": "Mug", "note": "a\"b"])

        let answer = try await roundTrip(document)

        #expect(try answer.value.decode([String: String].self) == ["name": "Mug", "note": "a\"b"])
    }

    @Test func `a JSON column that is not binary JSON`() async throws {
        let row = try await TestDatabase.current.administrator.one("SELECT '[1]'::json AS value")
        let value: Postgres.JSON = try row["value"]

        #expect(value.text == "[1]")
    }

    @Test(arguments: ["192.0.2.7", "192.0.2.0/24", "2001:db8::1", "::/0"])
    func addresses(text: String) async throws {
        let address = try #require(InetAddress(text))

        let answer = try await roundTrip(address)

        #expect(answer.value == address)
        #expect(address.description == text)
        #expect(answer.text.map { $0.replacing("/32", with: "").replacing("/128", with: "") } == text)
    }

    @Test(arguments: ["", "300.1.1.1", "192.0.2.7/33", "example.org", "1.2.3.4/x"])
    func `what is no address is none`(text: String) {
        #expect(InetAddress(text) == nil)
    }

    @Test func `an address is truncated to its network`() throws {
        #expect(try #require(InetAddress("192.0.2.77")).truncated(to: 24).description == "192.0.2.0")
        #expect(try #require(InetAddress("2001:db8:1:2::3")).truncated(to: 48).description == "2001:db8:1::")
        #expect(try #require(InetAddress("10.255.0.1")).truncated(to: 12).description == "10.240.0.0")
    }

    @Test func `bytes, zeros among them`() async throws {
        let bytes = Bytes([0, 255, 0, 13, 10])

        #expect(try await roundTrip(bytes).value == bytes)
        #expect(try await roundTrip(Bytes([])).value == Bytes([]))
    }

    @Test func arrays() async throws {
        #expect(try await roundTrip(["a", "b,c", "\"", ""]).value == ["a", "b,c", "\"", ""])
        #expect(try await roundTrip([String]()).value == [])
        #expect(try await roundTrip([1, nil, 3]).value == [1, nil, 3])
        #expect(try await roundTrip([1, nil, 3]).text == "{1,NULL,3}")
        #expect(try await roundTrip([UUID]()).text == "{}")
    }

    @Test func NULL() async throws {
        #expect(try await roundTrip(String?.none).value == nil)
        #expect(try await roundTrip(Int?.some(3)).value == 3)
    }
}
