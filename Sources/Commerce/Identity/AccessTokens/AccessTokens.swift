import Foundation
import Postgres

/// A session in the form that applications hold.
package struct TokenGrant: Sendable {
    package let accessToken: String
    package let refreshToken: String
    package let lifetime: Int
    package let expiresAt: Int
    package let user: JSONValue
}

/// Writes access tokens for sessions.
package struct AccessTokens: Sendable {
    package let accounts: Accounts
    package let keys: SigningKeys
    private let refreshing: RefreshTokens

    package init(_ accounts: Accounts, keys: SigningKeys, secretKey: SecretKey) {
        self.accounts = accounts
        self.keys = keys
        refreshing = RefreshTokens(key: secretKey)
    }

    /// What a session's access token and its answer are made of, read in the transaction that opened or refreshed it.
    struct Draft: Sendable {
        let claims: AccessToken
        let refreshToken: String
        let user: JSONValue
    }

    /// Opens a session and gives out its first tokens.
    package func open(
        for account: Account, by method: AuthenticationMethod, from origin: SessionOrigin
    ) async throws -> TokenGrant {
        try await grant(
            try await accounts.transaction { db in
                try await draft(for: account, by: method, from: origin, on: db)
            })
    }

    func draft(
        for account: Account, by method: AuthenticationMethod, from origin: SessionOrigin, on db: Connection
    ) async throws -> Draft {
        let session = try await accounts.openSession(for: account, by: method, from: origin, on: db)
        let token = RefreshToken()
        try await db.execute(RefreshTokens.insert(token, parent: nil, of: account.id, in: session, at: accounts.now()))
        return try await draft(of: account.id, in: account.realm, session: session, refreshToken: token, on: db)
    }

    /// A new access token for a session that goes on, such as after a second factor.
    package func renew(_ session: ID<AccountSession>, of user: ID<User>, in realm: Realm) async throws -> TokenGrant {
        try await grant(
            try await accounts.transaction { db in
                let token = RefreshToken()
                try await db.execute(RefreshTokens.revokeAll(in: session, at: accounts.now()))
                try await db.execute(
                    RefreshTokens.insert(token, parent: nil, of: user, in: session, at: accounts.now()))
                return try await draft(of: user, in: realm, session: session, refreshToken: token, on: db)
            })
    }

    /// Exchanges a refresh token for the next.
    /// - Throws: ``RefreshError``
    package func refresh(_ token: String, in realm: Realm) async throws -> TokenGrant {
        guard let token = RefreshToken(token) else { throw RefreshError.notFound }
        let outcome: RefreshTokens.Outcome = try await accounts.transaction { db in
            try await refreshing.rotate(token, in: realm, at: accounts.now(), on: db)
        }
        switch outcome {
        case .next(let next, let user, let session):
            return try await grant(
                try await accounts.transaction { db in
                    try await draft(of: user, in: realm, session: session, refreshToken: next, on: db)
                })
        // Thrown after the transaction that has ended the session.
        case .refused(let error): throw error
        }
    }

    private func draft(
        of user: ID<User>, in realm: Realm, session: ID<AccountSession>, refreshToken: RefreshToken, on db: Connection
    ) async throws -> Draft {
        let home = try await accounts.home(of: realm, on: db)
        let read = try await db.pipeline([UserDocument.find(user, in: realm), SessionClaims.find(session)])
        guard let document = read[0].first, let row = read[1].first else { throw AccountError.notFound }
        let claims = try SessionClaims(row: row)
        let user = try document.decode("document", as: JSON.self).decode(JSONValue.self)
        let date = accounts.now()
        let token = AccessToken(
            issuer: home.issuer,
            subject: claims.user,
            issuedAt: date,
            expiresAt: date + accounts.settings.accessTokenLifetime,
            role: user["role"]?.string ?? "authenticated",
            store: realm.store,
            session: session,
            assurance: claims.assurance,
            methods: claims.methods,
            email: user["email"]?.string ?? "",
            isAnonymous: user["is_anonymous"] == .bool(true),
            appMetadata: user["app_metadata"] ?? [:],
            userMetadata: user["user_metadata"] ?? [:]
        )
        return Draft(claims: token, refreshToken: refreshToken.text, user: user)
    }

    func grant(_ draft: Draft) async throws -> TokenGrant {
        TokenGrant(
            accessToken: try await keys.sign(draft.claims),
            refreshToken: draft.refreshToken,
            lifetime: Int(accounts.settings.accessTokenLifetime),
            expiresAt: Int(draft.claims.expiresAt.timeIntervalSince1970),
            user: draft.user
        )
    }
}

/// What a token says of its session.
private struct SessionClaims: PostgresRow {
    let user: ID<User>
    let assurance: String
    let methods: [AccessToken.Method]

    init(row: Row) throws {
        user = try row["user_id"]
        assurance = try row["aal"]
        methods = try row.decode("amr", as: JSON.self).decode()
    }

    static func find(_ session: ID<AccountSession>) -> SQL {
        """
        SELECT s.user_id, s.aal, COALESCE((
            SELECT jsonb_agg(jsonb_build_object('method', c.authentication_method,
                'timestamp', extract(epoch FROM c.updated_at)::bigint) ORDER BY c.updated_at DESC)
            FROM auth.mfa_amr_claims c WHERE c.session_id = s.id), '[]') AS amr
        FROM auth.sessions s WHERE s.id = \(session)
        """
    }
}
