import Postgres

/// What is kept of a password: bcrypt's text with algorithm, cost, salt and digest, as Supabase Auth keeps it.
package struct PasswordHash: Hashable, Sendable {
    let text: String

    /// How many doublings of work a guess costs; nil for a text that is not bcrypt's.
    package var cost: Int? {
        guard let match = text.prefixMatch(of: /\$2[aby]\$([0-9]{2})\$/) else { return nil }
        return Int(match.1)
    }
}

extension PasswordHash: PostgresEncodable, PostgresDecodable, PostgresValueWrapper {
    package var postgresValue: String { text }

    package init(postgresValue: String) {
        text = postgresValue
    }
}

extension PasswordHash: CustomStringConvertible, CustomReflectable {
    package var description: String { "[redacted]" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
