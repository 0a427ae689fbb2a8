package import Postgres

/// A product's place in the shop's addresses.
package enum ProductSlug {
    /// Beyond this many a name says too little to be worth a number.
    private static let proposals = 100
    /// Leaves room for the number.
    private static let longest = 200

    /// Whether the text can be an address: small letters and digits of any script, dashes and underscores.
    package static func isValid(_ text: String) -> Bool {
        guard (1...255).contains(text.unicodeScalars.count), text == text.lowercased() else { return false }
        return text.wholeMatch(of: /[\p{L}\p{N}_][\p{L}\p{N}_-]*/) != nil
    }

    /// A free address that looks like the name; nothing where all of that kind are taken.
    package static func propose(for name: String, in store: ID<Store>, on db: Connection) async throws -> String? {
        try await db.first(proposal(for: name, in: store)).map { try $0["slug"] }
    }

    /// As ``propose(for:in:on:)``, and until the transaction ends nobody else of the store is proposed the same.
    static func take(for name: String, in store: ID<Store>, on db: Connection) async throws -> String? {
        _ = try await db.query("SELECT pg_advisory_xact_lock(hashtextextended(\("product slugs \(store)"), 0))")
        return try await propose(for: name, in: store, on: db)
    }

    private static func proposal(for name: String, in store: ID<Store>) -> SQL {
        """
        SELECT candidate.slug
        FROM COALESCE(trim(BOTH '-' FROM left(app.slugify(\(name)), \(Int32(longest)))), 'product') AS base,
            generate_series(1, \(Int32(proposals))) AS n,
            LATERAL (SELECT base || CASE WHEN n > 1 THEN '-' || n ELSE '' END AS slug) AS candidate
        WHERE NOT EXISTS (SELECT FROM products p WHERE p.store_id = \(store) AND p.slug = candidate.slug)
        ORDER BY n LIMIT 1
        """
    }
}
