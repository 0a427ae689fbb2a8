package import Postgres

/// A store's place in addresses: one label of a host name.
package struct StoreSlug: Hashable, Sendable {
    package let text: String

    /// Checks the shape alone. Capitals are taken for small letters, as hosts do.
    package init?(_ text: String) {
        let lowered = text.lowercased()
        guard lowered.wholeMatch(of: /[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?/) != nil else { return nil }
        self.text = lowered
    }
}

extension StoreSlug: CustomStringConvertible, PostgresValueWrapper {
    package var description: String { text }
    package var postgresValue: String { text }

    package init(postgresValue: String) {
        text = postgresValue
    }
}

extension StoreSlug {
    /// Beyond this many tries a name says too little to be worth a number.
    private static let proposals = 30
    /// Leaves room for the number.
    private static let longestProposal = 50

    /// A free address that looks like the name; nothing where all of that kind are taken.
    package static func propose(for name: String, on db: Connection) async throws -> StoreSlug? {
        try await db.first(proposal(for: name))?["slug"]
    }

    private static func proposal(for name: String) -> SQL {
        """
        SELECT candidate.slug
        FROM COALESCE(trim(BOTH '-' FROM left(app.slugify(\(name)), \(Int32(longestProposal)))), '') AS base,
            generate_series(1, \(Int32(proposals))) AS n,
            LATERAL (SELECT COALESCE(NULLIF(base, ''), 'my-shop') || CASE WHEN n > 1 THEN '-' || n ELSE '' END AS slug)
                AS candidate
        WHERE app.slug_state(candidate.slug) = 'free' ORDER BY n LIMIT 1
        """
    }
}
