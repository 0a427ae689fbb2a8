import Postgres

/// Makes an owner with a plan, and a first store where one is named.
package struct CreateTenant: Sendable {
    /// Who and what was made.
    package struct Made: Sendable {
        package let owner: SignedInUser
        package let slug: String?
        /// Where the owner chooses a password; nil where one was given.
        package let link: String?
    }

    /// How the owner gets in.
    package enum Entrance: Sendable {
        case password(Password)
        /// By a link, which a letter brings, or the operator.
        case link(sendsLetter: Bool)
    }

    private let database: Database
    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        database = accounts.database
        self.accounts = accounts
    }

    /// - Throws: ``CreateOwnerError``, ``CreateTenantError``
    package func callAsFunction(
        email: EmailAddress,
        entrance: Entrance,
        name: String? = nil,
        plan: String = "trial",
        storeName: String? = nil
    ) async throws -> Made {
        let slug = try await freeSlug(for: storeName)
        let (owner, link) = try await makeOwner(email, entrance, name)
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
        return Made(owner: owner, slug: slug, link: link)
    }

    private func makeOwner(
        _ email: EmailAddress, _ entrance: Entrance, _ name: String?
    ) async throws -> (SignedInUser, String?) {
        switch entrance {
        case .password(let password):
            let create = CreateOwner(database: database, passwords: accounts.passwords)
            return (try await create(email: email, password: password, name: name), nil)
        case .link(let sendsLetter):
            return try await InviteOwner(accounts)(email, name: name, sendsLetter: sendsLetter)
        }
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
