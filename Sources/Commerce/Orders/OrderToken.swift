import Postgres

/// Opens the status page of one order; the database draws it, long enough that nobody guesses one.
package struct OrderToken: Hashable, Sendable {
    package let rawValue: String

    /// Refuses what no token looks like, so that garbage never reaches the database.
    package init?(_ text: String) {
        guard text.wholeMatch(of: /[0-9A-Za-z_-]{32,128}/) != nil else { return nil }
        rawValue = text
    }
}

extension OrderToken: PostgresValueWrapper {
    package var postgresValue: String { rawValue }

    package init(postgresValue: String) {
        rawValue = postgresValue
    }
}
