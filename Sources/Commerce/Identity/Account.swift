import Foundation
import Postgres

/// What signing in needs to know of a row of `auth.users`.
struct Account: Sendable {
    let user: SignedInUser
    let passwordHash: PasswordHash?
    let bannedUntil: Date?

    func mayEnter(at date: Date) -> Bool {
        bannedUntil.map { $0 <= date } ?? true
    }
}

extension Account: PostgresRow {
    static func find(email: String) -> SQL {
        """
        SELECT id, email, encrypted_password, banned_until FROM auth.users
        WHERE lower(email) = lower(\(email)) AND NOT is_sso_user AND deleted_at IS NULL
        """
    }

    static func insert(_ user: SignedInUser, passwordHash: PasswordHash, at date: Date) -> SQL {
        """
        INSERT INTO auth.users (id, email, encrypted_password, email_confirmed_at, created_at, updated_at)
        VALUES (\(user.id), \(user.email), \(passwordHash), \(date), \(date), \(date))
        """
    }

    static func noteSignIn(_ user: ID<User>, at date: Date, rehashed: PasswordHash?) -> SQL {
        """
        UPDATE auth.users
        SET last_sign_in_at = \(date), encrypted_password = COALESCE(\(rehashed), encrypted_password)
        WHERE id = \(user)
        """
    }

    init(row: Row) throws {
        user = SignedInUser(id: try row["id"], email: try row["email"])
        passwordHash = try row["encrypted_password"]
        bannedUntil = try row["banned_until"]
    }
}
