import Foundation
import Postgres

extension Account {
    private static let columns: SQL = """
        id, \(Realm.column) AS realm, email, email_confirmed_at IS NOT NULL AS is_confirmed, is_anonymous,
        EXISTS (SELECT FROM auth.mfa_factors f WHERE f.user_id = users.id AND f.status = 'verified') AS has_factor,
        email_change, email_change_confirm_status, encrypted_password, banned_until
        """

    static func find(email: String, in realm: Realm) -> SQL {
        """
        SELECT \(columns) FROM auth.users
        WHERE \(Realm.column) = \(realm) AND lower(email) = lower(\(email)) AND NOT is_sso_user AND deleted_at IS NULL
        """
    }

    static func find(_ id: ID<User>, in realm: Realm) -> SQL {
        "SELECT \(columns) FROM auth.users WHERE id = \(id) AND \(Realm.column) = \(realm) AND deleted_at IS NULL"
    }

    /// Against two letters of the same account answered at once.
    static func lock(_ id: ID<User>) -> SQL {
        "SELECT \(columns) FROM auth.users WHERE id = \(id) AND deleted_at IS NULL FOR UPDATE"
    }

    /// Nothing happens, and no row comes back, where the address has an account in the realm already.
    static func insert(_ draft: AccountDraft, at date: Date) -> SQL {
        """
        INSERT INTO auth.users (id, instance_id, email, encrypted_password, email_confirmed_at, invited_at,
            raw_app_meta_data, raw_user_meta_data, is_anonymous, created_at, updated_at)
        VALUES (\(draft.id), \(draft.realm), \(draft.email?.text), \(draft.passwordHash),
            \(draft.isConfirmed ? date : nil), \(draft.isInvited ? date : nil), \(draft.appMetadata),
            \(draft.userMetadata), \(draft.email == nil), \(date), \(date))
        ON CONFLICT (\(Realm.column), lower(email)) WHERE NOT is_sso_user DO NOTHING
        RETURNING id
        """
    }

    static func noteSignIn(_ user: ID<User>, at date: Date, rehashed: PasswordHash? = nil) -> SQL {
        """
        UPDATE auth.users
        SET last_sign_in_at = \(date), encrypted_password = COALESCE(\(rehashed), encrypted_password)
        WHERE id = \(user)
        """
    }

    static func confirm(_ user: ID<User>, at date: Date) -> SQL {
        """
        UPDATE auth.users SET email_confirmed_at = COALESCE(email_confirmed_at, \(date)), is_anonymous = false,
            updated_at = \(date)
        WHERE id = \(user)
        """
    }

    static func setPassword(_ user: ID<User>, _ hash: PasswordHash, at date: Date) -> SQL {
        "UPDATE auth.users SET encrypted_password = \(hash), updated_at = \(date) WHERE id = \(user)"
    }

    static func delete(_ user: ID<User>) -> SQL {
        "DELETE FROM auth.users WHERE id = \(user)"
    }
}

/// An account that is about to be made.
struct AccountDraft: Sendable {
    let id: ID<User>
    let realm: Realm
    var email: EmailAddress?
    var passwordHash: PasswordHash?
    var isConfirmed = false
    var isInvited = false
    var appMetadata = JSON(text: #"{"provider": "email", "providers": ["email"]}"#)
    var userMetadata = JSON(text: "{}")
}
