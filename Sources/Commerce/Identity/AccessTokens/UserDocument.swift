import Foundation
import Postgres

/// An account as `/auth/v1` shows it, written by the database, which knows the times to the microsecond.
enum UserDocument {
    static func find(_ user: ID<User>, in realm: Realm) -> SQL {
        "SELECT \(document) AS document FROM auth.users u WHERE u.id = \(user) AND \(Realm.column) = \(realm)"
    }

    /// A page of a realm's accounts, the newest first, and how many there are in all.
    static func list(in realm: Realm, offset: Int, limit: Int) -> SQL {
        """
        SELECT \(document) AS document, count(*) OVER () AS total FROM auth.users u
        WHERE \(Realm.column) = \(realm) ORDER BY u.created_at DESC, u.id OFFSET \(offset) LIMIT \(limit)
        """
    }

    /// The role names the persona.
    private static let role: SQL = """
        CASE WHEN \(Realm.column) <> '00000000-0000-0000-0000-000000000000'
            THEN CASE WHEN u.is_anonymous THEN 'anon' ELSE 'shopper' END
        WHEN EXISTS (SELECT FROM store_owners o WHERE o.id = u.id) THEN 'store_owner'
        WHEN EXISTS (SELECT FROM staff m WHERE m.user_id = u.id AND m.is_active) THEN 'store_staff'
        ELSE 'authenticated' END
        """

    private static func time(_ column: SQL) -> SQL {
        "to_char(\(column) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
    }

    private static let document: SQL = """
        jsonb_strip_nulls(jsonb_build_object(
            'id', u.id, 'aud', u.aud, 'role', \(role), 'email', COALESCE(u.email, ''),
            'phone', COALESCE(u.phone, ''), 'email_confirmed_at', \(time("u.email_confirmed_at")),
            'confirmed_at', \(time("u.confirmed_at")), 'invited_at', \(time("u.invited_at")),
            'confirmation_sent_at', \(time("u.confirmation_sent_at")),
            'recovery_sent_at', \(time("u.recovery_sent_at")), 'new_email', NULLIF(u.email_change, ''),
            'email_change_sent_at', \(time("u.email_change_sent_at")),
            'reauthentication_sent_at', \(time("u.reauthentication_sent_at")),
            'last_sign_in_at', \(time("u.last_sign_in_at")), 'banned_until', \(time("u.banned_until")),
            'deleted_at', \(time("u.deleted_at")), 'created_at', \(time("u.created_at")),
            'updated_at', \(time("u.updated_at")), 'is_anonymous', u.is_anonymous,
            'factors', (SELECT jsonb_agg(jsonb_build_object('id', f.id, 'friendly_name', f.friendly_name,
                'factor_type', f.factor_type, 'status', f.status, 'created_at', \(time("f.created_at")),
                'updated_at', \(time("f.updated_at"))) ORDER BY f.created_at)
                FROM auth.mfa_factors f WHERE f.user_id = u.id)
        )) || jsonb_build_object('app_metadata', u.raw_app_meta_data, 'user_metadata', u.raw_user_meta_data,
            'identities', COALESCE((SELECT jsonb_agg(jsonb_build_object('identity_id', i.id, 'id', i.provider_id,
                'user_id', i.user_id, 'identity_data', i.identity_data, 'provider', i.provider, 'email', i.email,
                'last_sign_in_at', \(time("i.last_sign_in_at")), 'created_at', \(time("i.created_at")),
                'updated_at', \(time("i.updated_at"))) ORDER BY i.created_at)
                FROM auth.identities i WHERE i.user_id = u.id), '[]'))
        """
}

extension Accounts {
    /// The account in the form in which `/auth/v1` shows it.
    package func document(of user: ID<User>, in realm: Realm) async throws -> JSONValue {
        try await transaction { db in try await document(of: user, in: realm, on: db) }
    }

    func document(of user: ID<User>, in realm: Realm, on db: Connection) async throws -> JSONValue {
        guard let row = try await db.first(UserDocument.find(user, in: realm)) else { throw AccountError.notFound }
        return try row.decode("document", as: JSON.self).decode()
    }

    /// Whether a token's session is still open and its owner may still enter, and with what assurance.
    package func session(of token: AccessToken) async throws -> OpenSession {
        let service = try Persona.service(store: nil).databaseActor
        let statement: SQL = """
            SELECT s.aal, s.created_at, u.banned_until FROM auth.sessions s JOIN auth.users u ON u.id = s.user_id
            WHERE s.id = \(token.session) AND s.user_id = \(token.subject) AND u.deleted_at IS NULL
                AND \(Realm.column) = \(Realm(token.store)) AND (s.not_after IS NULL OR s.not_after > \(now()))
            """
        guard let row = try await database.read(as: service, [statement])[0].first else {
            throw SessionError.notFound
        }
        if let until: Date = try row["banned_until"], until > now() { throw SessionError.banned }
        return OpenSession(
            openedAt: try row["created_at"], isStrong: try row.decode("aal", as: String.self) != "aal1")
    }
}

/// What the database says of a token's session.
package struct OpenSession: Sendable {
    let openedAt: Date
    package let isStrong: Bool
}

package enum SessionError: Error, Hashable, CustomStringConvertible {
    case notFound, banned

    package var description: String {
        switch self {
        case .notFound: "This session has ended; sign in again."
        case .banned: "This account may not sign in at present; ask for help."
        }
    }
}
