import Foundation
import Testing

@testable import Postgres

@Suite
struct MigrationPlanTests {
    private let first = Migration(number: 1, name: "stores", sql: "CREATE TABLE stores ()")
    private let second = Migration(number: 2, name: "orders", sql: "CREATE TABLE orders ()")
    private let third = Migration(number: 3, name: "carts", sql: "CREATE TABLE carts ()")

    @Test func `what is not applied is pending, in order`() throws {
        let plan = try MigrationPlan(known: [first, second, third], applied: [record(first)])

        #expect(plan.pending == [second, third])
    }

    @Test func `a changed text is an error that names the migration`() {
        let edited = Migration(number: 1, name: "stores", sql: "CREATE TABLE stores (id int)")

        let error = #expect(throws: MigrationError.self) {
            try MigrationPlan(known: [edited], applied: [record(first)])
        }

        #expect(error == .changed("0001_stores"))
        #expect(error?.description.contains("restore its text") == true)
    }

    @Test func `two migrations that changed places are an error`() {
        let swapped = [
            Migration(number: 1, name: second.name, sql: second.sql),
            Migration(number: 2, name: first.name, sql: first.sql),
        ]

        #expect(throws: MigrationError.reordered(applied: "0001_stores", expected: "0001_orders")) {
            try MigrationPlan(known: swapped, applied: [record(first), record(second)])
        }
    }

    @Test func `a database newer than the program is an error`() {
        #expect(throws: MigrationError.databaseIsNewer(database: "0003_carts", program: "0002_orders")) {
            try MigrationPlan(known: [first, second], applied: [record(first), record(second), record(third)])
        }
    }

    @Test func `an applied migration that the program has lost is an error`() {
        #expect(throws: MigrationError.unknown("0002_orders")) {
            try MigrationPlan(known: [first, third], applied: [record(first), record(second), record(third)])
        }
    }

    @Test func `a migration slipped in before an applied one is an error`() {
        #expect(throws: MigrationError.outOfOrder(pending: "0002_orders", applied: "0003_carts")) {
            try MigrationPlan(known: [first, second, third], applied: [record(first), record(third)])
        }
    }

    @Test func `a list with a number twice is an error`() {
        let twin = Migration(number: 2, name: "twin", sql: "")

        #expect(throws: MigrationError.unorderedList("0002_twin")) {
            try MigrationPlan(known: [first, second, twin], applied: [])
        }
    }

    /// SHA-256 of "abc", from FIPS 180-2.
    @Test func `the checksum is the SHA-256 of the text`() {
        let checksum = Migration(number: 1, name: "abc", sql: "abc").checksum

        #expect(checksum == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    private func record(_ migration: Migration) -> AppliedMigration {
        AppliedMigration(
            number: migration.number,
            name: migration.name,
            checksum: migration.checksum,
            appliedAt: Date(timeIntervalSince1970: 0)
        )
    }
}
