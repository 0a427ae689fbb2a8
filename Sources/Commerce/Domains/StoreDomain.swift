package import Foundation
package import Postgres

/// A store's own domain, and how far its proof is.
package struct StoreDomain: Hashable, Sendable {
    package let name: DomainName
    /// What the TXT record has to hold.
    package let token: String
    package let verifiedAt: Date?
    package let lastCheck: DomainCheck?
}

extension StoreDomain: PostgresRow {
    /// Nil where the store has none.
    package static func find(_ store: ID<Store>, on db: Connection) async throws -> StoreDomain? {
        try await db.first(fetch(store), as: StoreDomain.self)
    }

    static func fetch(_ store: ID<Store>) -> SQL {
        """
        SELECT lower(s.store_domain) AS store_domain, s.store_domain_token, s.store_domain_verified_at, c.outcome,
            c.checked_at, c.failing_since
        FROM stores s LEFT JOIN domain_checks c ON c.store_id = s.id AND c.domain = lower(s.store_domain)
        WHERE s.id = \(store) AND s.store_domain IS NOT NULL
        """
    }

    package init(row: Row) throws {
        name = try row["store_domain"]
        token = try row["store_domain_token"]
        verifiedAt = try row["store_domain_verified_at"]
        let outcome: DomainCheck.Outcome? = try row["outcome"]
        lastCheck = try outcome.map {
            DomainCheck(outcome: $0, checkedAt: try row["checked_at"], failingSince: try row["failing_since"])
        }
    }
}

/// Gives a store a domain, or takes it away. As the owner in the store.
package enum SetDomain {
    /// Nobody is served at it before it is proved.
    /// - Throws: ``StoreError/domainTaken`` where another store has proved it.
    package static func run(_ domain: DomainName?, in store: ID<Store>, on db: Connection) async throws {
        if let domain, let row = try await db.first("SELECT id FROM app.find_store(\(domain))") {
            guard try row.decode("id", as: ID<Store>.self) == store else { throw StoreError.domainTaken }
        }
        let changed = try await StoreError.naming {
            try await db.execute("UPDATE stores SET store_domain = \(domain) WHERE id = \(store)")
        }
        guard changed == 1 else { throw StoreError.unknown }
    }
}
