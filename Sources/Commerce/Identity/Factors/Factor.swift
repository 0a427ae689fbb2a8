package import Foundation
package import Postgres

/// An authenticator app that belongs to an account.
package struct Factor: Hashable, Sendable {
    /// As many as Supabase Auth lets one have.
    static let most = 10

    package let id: ID<Factor>
    package let name: String?
    package let isVerified: Bool
    package let createdAt: Date
    package let updatedAt: Date
}

extension Factor: PostgresRow {
    package init(row: Row) throws {
        id = try row["id"]
        name = try row["friendly_name"]
        isVerified = try row.decode("status", as: String.self) == "verified"
        createdAt = try row["created_at"]
        updatedAt = try row["updated_at"]
    }
}

extension Factor {
    /// What the sealed secret is bound to.
    static func vaultRow(_ id: ID<Factor>) -> String { "mfa_factors/\(id)" }

    static func insert(_ id: ID<Factor>, of user: ID<User>, name: String?, sealed: String, at date: Date) -> SQL {
        """
        INSERT INTO auth.mfa_factors (id, user_id, friendly_name, factor_type, status, secret, created_at, updated_at)
        VALUES (\(id), \(user), \(name), 'totp', 'unverified', \(sealed), \(date), \(date))
        ON CONFLICT (user_id, friendly_name) WHERE trim(friendly_name) <> '' DO NOTHING RETURNING id
        """
    }

    static func list(of user: ID<User>) -> SQL {
        """
        SELECT id, friendly_name, status, created_at, updated_at FROM auth.mfa_factors
        WHERE user_id = \(user) ORDER BY created_at, id
        """
    }

    /// Started once and never finished.
    static func deleteAbandoned(of user: ID<User>, at date: Date) -> SQL {
        """
        DELETE FROM auth.mfa_factors
        WHERE user_id = \(user) AND status = 'unverified' AND created_at < \(date - 3_600)
        """
    }

    static func find(_ id: ID<Factor>?, of user: ID<User>) -> SQL {
        """
        SELECT id, friendly_name, status, created_at, updated_at, secret FROM auth.mfa_factors
        WHERE user_id = \(user) AND (id = \(id) OR \(id) IS NULL AND status = 'verified') ORDER BY created_at, id
        """
    }

    /// Takes the code of a step, once: of two who send the same at once, one gets the row.
    static func use(_ id: ID<Factor>, step: Int64, at date: Date) -> SQL {
        """
        UPDATE auth.mfa_factors SET last_used_step = \(step), status = 'verified', updated_at = \(date)
        WHERE id = \(id) AND last_used_step < \(step) RETURNING id
        """
    }

    static func delete(_ id: ID<Factor>, of user: ID<User>) -> SQL {
        "DELETE FROM auth.mfa_factors WHERE id = \(id) AND user_id = \(user) RETURNING status"
    }
}
