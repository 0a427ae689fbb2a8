package import Foundation
package import Postgres

/// A session as its owner sees it in a list: an own page's, or an application's.
package struct AccountSession: Hashable, Sendable {
    package let id: ID<AccountSession>
    package let openedAt: Date
    package let lastUsedAt: Date
    package let address: InetAddress?
    package let userAgent: String?
    /// Opened with a second factor.
    package let hasSecondFactor: Bool
}

extension AccountSession: PostgresRow {
    package init(row: Row) throws {
        id = try row["id"]
        openedAt = try row["created_at"]
        lastUsedAt = try row["last_used_at"]
        address = try row["ip"]
        userAgent = try row["user_agent"]
        hasSecondFactor = try row.decode("aal", as: String.self) != "aal1"
    }
}

extension AccountSession {
    static func insert(
        _ id: ID<AccountSession>, of user: ID<User>, from origin: SessionOrigin, isStrong: Bool, at date: Date
    ) -> SQL {
        """
        INSERT INTO auth.sessions (id, user_id, created_at, updated_at, refreshed_at, aal, user_agent, ip)
        VALUES (\(id), \(user), \(date), \(date), \(date), \(isStrong ? "aal2" : "aal1"),
            left(\(origin.userAgent), 500), \(origin.address))
        """
    }

    static func noteMethod(_ method: AuthenticationMethod, of user: ID<User>, in id: ID<AccountSession>, at date: Date)
        -> SQL
    {
        """
        INSERT INTO auth.mfa_amr_claims (user_id, session_id, authentication_method, created_at, updated_at)
        VALUES (\(user), \(id), \(method), \(date), \(date))
        ON CONFLICT (session_id, authentication_method) DO UPDATE SET updated_at = EXCLUDED.updated_at
        """
    }

    /// The one used last first.
    static func list(of user: ID<User>, at date: Date) -> SQL {
        """
        SELECT id, created_at, COALESCE(refreshed_at, created_at) AS last_used_at, ip, user_agent, aal
        FROM auth.sessions WHERE user_id = \(user) AND (not_after IS NULL OR not_after > \(date))
        ORDER BY last_used_at DESC, id LIMIT 100
        """
    }

    static func end(_ id: ID<AccountSession>, of user: ID<User>) -> SQL {
        "DELETE FROM auth.sessions WHERE id = \(id) AND user_id = \(user) RETURNING id"
    }

    static func endAll(of user: ID<User>, except kept: ID<AccountSession>? = nil) -> SQL {
        "DELETE FROM auth.sessions WHERE user_id = \(user) AND id IS DISTINCT FROM \(kept)"
    }

    static func openedAt(_ id: ID<AccountSession>, of user: ID<User>) -> SQL {
        "SELECT created_at, aal FROM auth.sessions WHERE id = \(id) AND user_id = \(user)"
    }

    /// Sessions that nobody has come back to for three months, and cookies that have expired.
    static let forgetStale: SQL = """
        DELETE FROM auth.sessions s
        WHERE s.not_after < now() OR COALESCE(s.refreshed_at, s.created_at) < now() - interval '90 days'
        """
    static let forgetExpiredCookies: SQL = """
        DELETE FROM auth.sessions
        WHERE id IN (SELECT session_id FROM browser_sessions WHERE expires_at < now())
        """
}
