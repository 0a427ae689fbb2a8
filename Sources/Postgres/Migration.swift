/// One forward-only step of a schema: plain SQL, run in one transaction and recorded with a checksum of its text.
package struct Migration: Sendable {
    /// Steps are applied in the order of their numbers, which start at 1 and leave no gap.
    package let number: Int
    package let name: String
    package let sql: String

    package init(number: Int, name: String, sql: String) {
        self.number = number
        self.name = name
        self.sql = sql
    }
}
