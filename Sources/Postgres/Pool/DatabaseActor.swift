package import Foundation

/// Who uses the database: a connection is leased to a named actor only.
package struct DatabaseActor: Sendable {
    /// The role; prepared statements are kept apart by it.
    package let name: String
    /// Sent first in each transaction: sets role, claims and tenant, or refuses.
    package let entry: SQL
    /// Whose share of the pool is used, where shares are told apart; nil for the program's own.
    package let lane: UUID?

    package init(name: String, entry: SQL, lane: UUID? = nil) {
        self.name = name
        self.entry = entry
        self.lane = lane
    }
}
