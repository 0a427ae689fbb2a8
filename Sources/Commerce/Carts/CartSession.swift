import Postgres

/// The name of a guest's cart. Whoever holds one has shown a signed token; see `CartTokens`.
package struct CartSession: Hashable, Sendable, RawRepresentable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}

extension CartSession: PostgresValueWrapper {
    package var postgresValue: String { rawValue }

    package init(postgresValue: String) {
        self.init(rawValue: postgresValue)
    }
}
