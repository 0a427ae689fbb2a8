package import Postgres

/// Looks whether a domain's owner has set the record that proves it, and serves the store there from then on. A proof
/// that goes missing is waited for: name servers are moved, and records are forgotten.
package struct CheckDomain: Sendable {
    /// How long a proved domain may be without its proof.
    private static let patience: SQL = "interval '3 days'"

    private let database: Database
    private let resolver: any DNSResolver
    private let vault: SecretVault

    package init(database: Database, resolver: any DNSResolver, vault: SecretVault) {
        self.database = database
        self.resolver = resolver
        self.vault = vault
    }

    /// Nil where the store has no domain, or has another by the time the answer is there.
    /// - Throws: ``StoreError`` when another store has proved it first, or the plan allows no more domains.
    @discardableResult
    package func callAsFunction(_ store: ID<Store>) async throws -> DomainCheck.Outcome? {
        let service = try Persona.service(store: store).databaseActor
        let found = try await database.read(as: service, StoreDomain.fetch(store), as: StoreDomain.self).first
        guard let domain = found else { return nil }
        let outcome = DomainCheck.Outcome(
            await resolver.textRecords(of: domain.name.proofName), expecting: domain.token)
        return try await StoreError.naming {
            try await database.transaction(as: .service(store: nil)) { db in
                try await write(outcome, of: domain, in: store, on: db)
            }
        }
    }

    /// Those that were not looked at for a day.
    package func due() async throws {
        let due = try await database.transaction(as: .service(store: nil)) { db in
            try await db.query(
                """
                SELECT s.id FROM stores s LEFT JOIN domain_checks c ON c.store_id = s.id
                WHERE s.store_domain_verified_at < now() - interval '1 day'
                    AND (c.checked_at IS NULL OR c.checked_at < now() - interval '1 day')
                ORDER BY c.checked_at NULLS FIRST LIMIT 200
                """
            ).map { try $0.decode("id", as: ID<Store>.self) }
        }
        for store in due { try await callAsFunction(store) }
    }

    private func write(
        _ outcome: DomainCheck.Outcome,
        of domain: StoreDomain,
        in store: ID<Store>,
        on db: Connection
    ) async throws -> DomainCheck.Outcome? {
        // The token belongs to one domain only, so an answer about the one before is dropped.
        guard let row = try await db.first(Self.lock(store, domain)) else { return nil }
        let wasProved: Bool = try row["is_proved"]
        let check = try await db.one(Self.note(outcome, of: domain, in: store))
        switch outcome {
        case .proved where !wasProved:
            try await db.execute("UPDATE stores SET store_domain_verified_at = now() WHERE id = \(store)")
        case .missing where wasProved, .wrong where wasProved:
            let isLost: Bool = try check["is_lost"]
            let isNew: Bool = try check["is_new"]
            guard isLost || isNew else { break }
            if isLost {
                try await db.execute("UPDATE stores SET store_domain_verified_at = NULL WHERE id = \(store)")
            }
            try await warn(domain.name, isLost: isLost, row, in: store, on: db)
        default: break
        }
        return outcome
    }

    private func warn(
        _ domain: DomainName,
        isLost: Bool,
        _ row: Row,
        in store: ID<Store>,
        on db: Connection
    ) async throws {
        guard let owner = EmailAddress(try row.decode("owner")) else { return }
        let letter = Letter.domainLetter(domain, of: try row["store_name"], to: owner, isLost: isLost)
        try await QueueLetter.run(letter, in: store, vault: vault, on: db)
    }

    private static func lock(_ store: ID<Store>, _ domain: StoreDomain) -> SQL {
        """
        SELECT s.store_domain_verified_at IS NOT NULL AS is_proved, s.store_name, o.email AS owner
        FROM stores s JOIN store_owners o ON o.id = s.store_owner_id
        WHERE s.id = \(store) AND s.store_domain_token = \(domain.token) AND s.deleted_at IS NULL
        FOR NO KEY UPDATE OF s
        """
    }

    /// An unanswered question neither begins nor ends the time of waiting.
    private static func note(_ outcome: DomainCheck.Outcome, of domain: StoreDomain, in store: ID<Store>) -> SQL {
        let fails = outcome == .missing || outcome == .wrong
        return """
            INSERT INTO domain_checks AS c (store_id, domain, outcome, failing_since)
            VALUES (\(store), \(domain.name), \(outcome), CASE WHEN \(fails) THEN now() END)
            ON CONFLICT (store_id) DO UPDATE SET domain = EXCLUDED.domain, outcome = EXCLUDED.outcome, checked_at = now(),
                failing_since = CASE
                    WHEN EXCLUDED.outcome = 'proved' THEN NULL
                    WHEN c.domain = EXCLUDED.domain THEN COALESCE(c.failing_since, EXCLUDED.failing_since)
                    ELSE EXCLUDED.failing_since
                END
            RETURNING COALESCE(failing_since < now() - \(patience), false) AS is_lost,
                COALESCE(failing_since = now(), false) AS is_new
            """
    }
}

extension Letter {
    fileprivate static func domainLetter(_ domain: DomainName, of shop: String, to owner: EmailAddress, isLost: Bool)
        -> Letter
    {
        let record = "The TXT record \(domain.proofName) is missing or holds something else than before."
        let consequence =
            isLost
            ? "It has been so for three days, so \(shop) is no longer served at \(domain). Set the record again and press “Check now” in the shop's settings."
            : "If it stays so for three days, \(shop) will no longer be served at \(domain). Please set the record again; the shop's settings show it."
        return Letter(
            to: owner,
            subject: isLost ? "\(domain) no longer shows \(shop)" : "The proof for \(domain) is missing",
            paragraphs: [record, consequence]
        )
    }
}
