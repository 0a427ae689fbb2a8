package import Foundation
package import Postgres

/// Who looks after this installation: accounts that may enter the console.
package enum Operators {
    /// One of them.
    package struct Entry: Hashable, Sendable, PostgresRow {
        package let email: String
        package let lastSignInAt: Date?

        package init(row: Row) throws {
            email = try row["email"]
            lastSignInAt = try row["last_sign_in_at"]
        }
    }

    /// Accounts of the platform only: a shopper of some store never is one. Each function wants the service persona
    /// without a store.
    private static let condition: SQL = """
        deleted_at IS NULL AND COALESCE(instance_id::text, '00000000-0000-0000-0000-000000000000')
            = '00000000-0000-0000-0000-000000000000'
        """

    package static func list(on db: Connection) async throws -> [Entry] {
        try await db.query(
            "SELECT email, last_sign_in_at FROM auth.users WHERE is_super_admin AND \(condition) ORDER BY email"
        )
    }

    /// - Throws: ``OperatorError``
    package static func add(_ email: String, on db: Connection) async throws {
        let found = try await db.execute(
            "UPDATE auth.users SET is_super_admin = true WHERE lower(email) = lower(\(email)) AND \(condition)"
        )
        guard found == 1 else { throw OperatorError.noAccount(email) }
    }

    /// - Throws: ``OperatorError``
    package static func remove(_ email: String, on db: Connection) async throws {
        let found = try await db.execute(
            """
            UPDATE auth.users SET is_super_admin = false
            WHERE lower(email) = lower(\(email)) AND is_super_admin AND \(condition)
            """
        )
        guard found == 1 else { throw OperatorError.noOperator(email) }
    }

    package static func contains(_ user: ID<User>, on db: Connection) async throws -> Bool {
        let row = try await db.first(
            """
            SELECT 1 FROM auth.users
            WHERE id = \(user) AND is_super_admin AND \(condition) AND (banned_until IS NULL OR banned_until <= now())
            """
        )
        return row != nil
    }
}

package enum OperatorError: Error, Hashable {
    case noAccount(String)
    case noOperator(String)
}

extension OperatorError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noAccount(let email):
            "There is no account \(email); make one with `sellusgenie tenants create \(email)`, or let them sign up."
        case .noOperator(let email): "\(email) is no operator; `sellusgenie operators list` shows who is."
        }
    }
}
