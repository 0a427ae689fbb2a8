import Foundation
package import Postgres

/// What an account's own page says about it.
package struct AccountProfile: Hashable, Sendable {
    package let email: String
    package let name: String
    /// The address that it is being changed to, while the letters are not answered.
    package let newEmail: String?
    /// Not so for who signs in with Google, Apple or letters alone.
    package let hasPassword: Bool
}

extension AccountProfile: PostgresRow {
    package init(row: Row) throws {
        email = try row["email"]
        name = try row["name"]
        newEmail = try row["new_email"]
        hasPassword = try row["has_password"]
    }

    static func find(_ user: ID<User>) -> SQL {
        """
        SELECT COALESCE(u.email, '') AS email, NULLIF(u.email_change, '') AS new_email,
            u.encrypted_password IS NOT NULL AS has_password,
            COALESCE(o.display_name, u.raw_user_meta_data ->> 'full_name', '') AS name
        FROM auth.users u LEFT JOIN store_owners o ON o.id = u.id WHERE u.id = \(user)
        """
    }

    static func rename(_ user: ID<User>, to name: String, at date: Date) -> [SQL] {
        [
            """
            UPDATE auth.users SET updated_at = \(date),
                raw_user_meta_data = COALESCE(raw_user_meta_data, '{}') || jsonb_build_object('full_name', \(name)::text)
            WHERE id = \(user)
            """,
            "UPDATE store_owners SET display_name = \(name) WHERE id = \(user)",
        ]
    }
}

/// Shows somebody his own account.
package struct ShowAccount: Sendable {
    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    /// - Throws: ``AccountError/notFound``
    package func callAsFunction(_ user: ID<User>) async throws -> AccountProfile {
        let service = try Persona.service(store: nil).databaseActor
        let found = try await accounts.database.read(as: service, AccountProfile.find(user), as: AccountProfile.self)
        guard let profile = found.first else { throw AccountError.notFound }
        return profile
    }
}

/// Changes the name by which an account's owner is spoken to.
package struct RenameAccount: Sendable {
    package static let longestName = 100

    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    package func callAsFunction(_ user: ID<User>, to name: String) async throws {
        try await accounts.transaction { db in
            _ = try await db.pipeline(AccountProfile.rename(user, to: name, at: accounts.now()))
        }
    }
}
