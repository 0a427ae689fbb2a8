/// Who uses the database: a connection is leased to a named actor only.
package struct DatabaseActor: Sendable {
    /// The role; prepared statements are kept apart by it.
    package let name: String
    /// Sent first in each transaction: sets role, claims and tenant, or refuses.
    package let entry: SQL

    package init(name: String, entry: SQL) {
        self.name = name
        self.entry = entry
    }
}
