import Foundation
import Postgres

extension BrowserSession {
    static func insert(_ session: BrowserSession) -> SQL {
        """
        INSERT INTO browser_sessions (token_hash, session_id, user_id, last_used_at, expires_at)
        VALUES (\(session.token.hash), \(session.id), \(session.user.id), \(session.openedAt), \(session.expiresAt))
        """
    }

    /// Who the cookie belongs to, where it still opens something.
    static func find(_ token: SessionToken, in realm: Realm, at date: Date) -> SQL {
        """
        SELECT u.id, COALESCE(u.email, '') AS email, b.session_id, b.last_used_at,
            s.aal = 'aal1' AND EXISTS (
                SELECT FROM auth.mfa_factors f WHERE f.user_id = u.id AND f.status = 'verified'
            ) AS needs_second_factor
        FROM browser_sessions b JOIN auth.sessions s ON s.id = b.session_id JOIN auth.users u ON u.id = b.user_id
        WHERE b.token_hash = \(token.hash) AND b.expires_at > \(date) AND \(Realm.column) = \(realm)
            AND (s.not_after IS NULL OR s.not_after > \(date))
            AND u.deleted_at IS NULL AND (u.banned_until IS NULL OR u.banned_until <= \(date))
        """
    }

    static func noteUse(_ token: SessionToken, at date: Date) -> SQL {
        """
        WITH used AS (
            UPDATE browser_sessions SET last_used_at = \(date), expires_at = \(date + lifetime)
            WHERE token_hash = \(token.hash) RETURNING session_id
        )
        UPDATE auth.sessions SET refreshed_at = \(date), updated_at = \(date) WHERE id IN (SELECT session_id FROM used)
        """
    }

    static func end(_ token: SessionToken) -> SQL {
        """
        DELETE FROM auth.sessions
        WHERE id IN (SELECT session_id FROM browser_sessions WHERE token_hash = \(token.hash))
        """
    }
}
