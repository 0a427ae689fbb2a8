import Foundation
import Postgres

extension DashboardSession {
    static func insert(_ session: DashboardSession, from address: InetAddress?, userAgent: String?) -> SQL {
        """
        INSERT INTO dashboard_sessions (token_hash, user_id, ip_address, user_agent, created_at, last_used_at, expires_at)
        VALUES (
            \(session.token.hash), \(session.user.id), \(address), left(\(userAgent), 500),
            \(session.openedAt), \(session.openedAt), \(session.expiresAt)
        )
        """
    }

    static func findUser(_ token: SessionToken, at date: Date) -> SQL {
        """
        SELECT u.id, u.email, s.last_used_at FROM dashboard_sessions s JOIN auth.users u ON u.id = s.user_id
        WHERE s.token_hash = \(token.hash) AND s.expires_at > \(date)
            AND u.deleted_at IS NULL AND (u.banned_until IS NULL OR u.banned_until <= \(date))
        """
    }

    static func noteUse(_ token: SessionToken, at date: Date) -> SQL {
        """
        UPDATE dashboard_sessions SET last_used_at = \(date), expires_at = \(date + lifetime)
        WHERE token_hash = \(token.hash)
        """
    }

    static func delete(_ token: SessionToken) -> SQL {
        "DELETE FROM dashboard_sessions WHERE token_hash = \(token.hash)"
    }

    static func deleteAll(of user: ID<User>) -> SQL {
        "DELETE FROM dashboard_sessions WHERE user_id = \(user)"
    }
}
