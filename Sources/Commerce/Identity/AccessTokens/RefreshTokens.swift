import Crypto
import Foundation
import Postgres

/// What an application exchanges for its next access token: 192 random bits at first, and derived from the one before after
/// that.
struct RefreshToken: Hashable, Sendable {
    let text: String

    init() {
        text = Data.random(count: 24).base64URL
    }

    fileprivate init(_ code: HMAC<SHA256>.MAC) {
        text = Data(code.prefix(24)).base64URL
    }

    /// Nil for what no token looks like.
    init?(_ text: String) {
        guard text.utf8.count == 32, Data(base64URL: text) != nil else { return nil }
        self.text = text
    }

    var hash: String { Data(SHA256.hash(data: Data(text.utf8))).base64URL }
}

/// Why a refresh token gives nothing.
package enum RefreshError: Error, Hashable, CustomStringConvertible {
    case notFound
    /// It was used before; whoever shows it may have stolen it, so the whole session has ended.
    case alreadyUsed
    case banned

    package var description: String { "Your session has ended; sign in again." }
}

/// The chain of a session's refresh tokens. Only hashes are kept, and a token's child follows from the token itself: a client
/// whose answer got lost, or two tabs that refresh at once, get the same child, without its being stored anywhere.
struct RefreshTokens: Sendable {
    enum Outcome: Sendable {
        case next(RefreshToken, ID<User>, ID<AccountSession>)
        case refused(RefreshError)
    }

    /// In which a used token still leads to the one that is in use.
    private static let reuseInterval: TimeInterval = 10
    private let key: SymmetricKey

    init(key: SecretKey) {
        self.key = key.key(for: .refreshTokens)
    }

    func rotate(_ token: RefreshToken, in realm: Realm, at date: Date, on db: Connection) async throws -> Outcome {
        let found = try await db.pipeline([Self.lock(token), Self.find(token, in: realm, at: date)])
        guard let row = found[1].first else { return .refused(.notFound) }
        let (user, session): (ID<User>, ID<AccountSession>) = (try row["user_id"], try row["session_id"])
        guard try !row.decode("is_banned", as: Bool.self) else { return .refused(.banned) }
        guard try row["revoked"] else {
            let child = child(of: token)
            _ = try await db.pipeline([
                Self.revoke(token, at: date),
                Self.insert(child, parent: token, of: user, in: session, at: date),
                "UPDATE auth.sessions SET refreshed_at = \(date), updated_at = \(date) WHERE id = \(session)",
            ])
            return .next(child, user, session)
        }
        let usedAt: Date = try row["updated_at"]
        if date.timeIntervalSince(usedAt) <= Self.reuseInterval, let active = try await descendant(of: token, on: db) {
            return .next(active, user, session)
        }
        try await db.execute(AccountSession.end(session, of: user))
        return .refused(.alreadyUsed)
    }

    /// The token of the chain that is in use. A few steps at most: it was used within seconds.
    private func descendant(of token: RefreshToken, on db: Connection) async throws -> RefreshToken? {
        var token = token
        for _ in 0..<20 {
            token = child(of: token)
            guard let row = try await db.first(Self.find(token)) else { return nil }
            if try !row.decode("revoked", as: Bool.self) { return token }
        }
        return nil
    }

    private func child(of token: RefreshToken) -> RefreshToken {
        RefreshToken(HMAC<SHA256>.authenticationCode(for: Data(token.text.utf8), using: key))
    }
}

extension RefreshTokens {
    static func insert(
        _ token: RefreshToken, parent: RefreshToken?, of user: ID<User>, in session: ID<AccountSession>, at date: Date
    ) -> SQL {
        """
        INSERT INTO auth.refresh_tokens (token, parent, user_id, session_id, created_at, updated_at)
        VALUES (\(token.hash), \(parent?.hash), \(user.description), \(session), \(date), \(date))
        """
    }

    /// Locks the session: all refreshes of one session come one after the other. What follows reads anew, because a
    /// statement that waited still sees what was before.
    private static func lock(_ token: RefreshToken) -> SQL {
        """
        SELECT id FROM auth.sessions
        WHERE id = (SELECT session_id FROM auth.refresh_tokens WHERE token = \(token.hash)) FOR UPDATE
        """
    }

    private static func find(_ token: RefreshToken, in realm: Realm, at date: Date) -> SQL {
        """
        SELECT u.id AS user_id, s.id AS session_id, COALESCE(u.banned_until > \(date), false) AS is_banned, t.revoked,
            t.updated_at
        FROM auth.refresh_tokens t JOIN auth.sessions s ON s.id = t.session_id JOIN auth.users u ON u.id = s.user_id
        WHERE t.token = \(token.hash) AND \(Realm.column(of: "u")) = \(realm) AND u.deleted_at IS NULL
            AND (s.not_after IS NULL OR s.not_after > \(date))
        """
    }

    private static func find(_ token: RefreshToken) -> SQL {
        "SELECT revoked FROM auth.refresh_tokens WHERE token = \(token.hash)"
    }

    private static func revoke(_ token: RefreshToken, at date: Date) -> SQL {
        "UPDATE auth.refresh_tokens SET revoked = true, updated_at = \(date) WHERE token = \(token.hash)"
    }

    static func revokeAll(in session: ID<AccountSession>, at date: Date) -> SQL {
        """
        UPDATE auth.refresh_tokens SET revoked = true, updated_at = \(date)
        WHERE session_id = \(session) AND NOT revoked
        """
    }

    /// Used ones are kept for a week, so that a thief who comes late still gives himself away.
    static let forgetUsed: SQL =
        "DELETE FROM auth.refresh_tokens WHERE revoked AND updated_at < now() - interval '7 days'"
}

extension SecretKey.Purpose {
    static let refreshTokens = Self("refresh tokens")
}
