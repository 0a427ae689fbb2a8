package import Postgres

/// Makes an owner with a plan, and a first store where one is named.
package struct CreateTenant: Sendable {
    /// Who and what was made.
    package struct Made: Sendable {
        package let owner: SignedInUser
        package let slug: String?
    }

    private let database: Database
    private let createOwner: CreateOwner

    package init(database: Database, passwords: PasswordHasher) {
        self.database = database
        createOwner = CreateOwner(database: database, passwords: passwords)
    }

    /// - Throws: ``CreateOwnerError``, ``CreateTenantError``
    package func callAsFunction(
        email: EmailAddress,
        password: Password,
        name: String? = nil,
        plan: String = "trial",
        storeName: String? = nil
    ) async throws -> Made {
        let slug = try await freeSlug(for: storeName)
        let owner = try await createOwner(email: email, password: password, name: name)
        if plan != "trial" {
            try await database.transaction(as: .billing) { db in _ = try await db.execute(Self.give(plan, to: owner.id))
            }
        }
        if let storeName, let slug {
            try await database.transaction(as: .owner(user: owner.id, store: nil)) { db in
                _ = try await db.execute(
                    """
                    INSERT INTO stores (store_owner_id, store_name, store_slug, store_email)
                    VALUES (\(owner.id), \(storeName), \(slug), \(owner.email))
                    """
                )
            }
        }
        return Made(owner: owner, slug: slug)
    }

    /// The name as an address; with a number behind it where it is taken.
    private func freeSlug(for name: String?) async throws -> String? {
        guard let name else { return nil }
        let service = try Persona.service(store: nil).databaseActor
        let found = try await database.read(
            as: service,
            [
                """
                SELECT wish.slug FROM generate_series(1, 99) AS n,
                    LATERAL (SELECT left(app.slugify(\(name)), 60) || CASE WHEN n > 1 THEN '-' || n ELSE '' END) AS wish (slug)
                WHERE wish.slug IS NOT NULL AND length(trim(\(name))) BETWEEN 1 AND 200
                    AND NOT EXISTS (SELECT FROM stores s WHERE s.store_slug = wish.slug)
                ORDER BY n LIMIT 1
                """
            ]
        )
        guard let row = found[0].first else { throw CreateTenantError.storeNameUnusable(name) }
        return try row["slug"]
    }

    private static func give(_ plan: String, to owner: ID<User>) -> SQL {
        """
        UPDATE store_owner_subscriptions SET plan_type = \(plan), status = 'active', current_period_end = NULL
        WHERE store_owner_id = \(owner)
        """
    }
}

package enum CreateTenantError: Error, Hashable, CustomStringConvertible {
    case storeNameUnusable(String)

    package var description: String {
        switch self {
        case .storeNameUnusable(let name): "No address can be made of \"\(name)\"; use letters or digits in the name."
        }
    }
}
