package import Foundation

/// What the database remembers of a migration it has.
package struct AppliedMigration: Sendable, Equatable {
    package let number: Int
    package let name: String
    package let checksum: String
    package let appliedAt: Date

    package init(number: Int, name: String, checksum: String, appliedAt: Date) {
        self.number = number
        self.name = name
        self.checksum = checksum
        self.appliedAt = appliedAt
    }
}

extension AppliedMigration: PostgresRow {
    package init(row: Row) throws {
        number = try row["number"]
        name = try row["name"]
        checksum = try row["checksum"]
        appliedAt = try row["applied_at"]
    }
}
