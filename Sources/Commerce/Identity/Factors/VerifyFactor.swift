package import Foundation
package import Postgres

/// Takes a code of an authenticator: the session has its second factor from then on. The first code of a new authenticator
/// makes it count, and ends the sessions that were opened without one.
package struct VerifyFactor: Sendable {
    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    /// - Parameters:
    ///   - challenge: the attempt that it answers, where one was begun.
    ///   - factor: any of the account's where nil.
    /// - Throws: ``AccountError/wrongCode``, ``AccountError/challengeExpired``, ``AccountError/notFound`` or
    ///   ``RateLimited``
    package func callAsFunction(
        code: String, challenge: ID<FactorChallenge>? = nil, factor: ID<Factor>? = nil, of user: ID<User>,
        session: ID<AccountSession>
    ) async throws {
        // By account: the right password has been given before, so nobody else can use this up.
        try await accounts.limiter.take(.factor, of: "\(user)")
        try await accounts.transaction { db in
            if let challenge, let factor {
                let found = try await db.first(FactorChallenge.find(challenge, of: factor, user, at: accounts.now()))
                guard found != nil else { throw AccountError.challengeExpired }
            }
            try await run(code: code, factor: factor, of: user, session: session, on: db)
        }
    }

    func run(
        code: String, factor: ID<Factor>?, of user: ID<User>, session: ID<AccountSession>, on db: Connection
    ) async throws {
        let rows = try await db.query(Factor.find(factor, of: user))
        guard !rows.isEmpty else { throw AccountError.notFound }
        for row in rows {
            let known = try Factor(row: row)
            guard let step = try step(of: code, known, sealed: try row["secret"]) else { continue }
            guard try await db.first(Factor.use(known.id, step: step, at: accounts.now())) != nil else { continue }
            try await strengthen(session, of: user, with: known, on: db)
            return
        }
        throw AccountError.wrongCode
    }

    private func step(of code: String, _ factor: Factor, sealed: String) throws -> Int64? {
        let secret = try accounts.vault.open(sealed, for: Factor.vaultRow(factor.id))
        return TOTP(base32: secret.reveal())?.step(of: code, at: accounts.now())
    }

    private func strengthen(_ session: ID<AccountSession>, of user: ID<User>, with factor: Factor, on db: Connection)
        async throws
    {
        let date = accounts.now()
        let statement: SQL = """
            UPDATE auth.sessions SET aal = 'aal2', factor_id = \(factor.id), updated_at = \(date)
            WHERE id = \(session) AND user_id = \(user) RETURNING id
            """
        guard try await db.first(statement) != nil else { throw AccountError.notFound }
        try await db.execute(AccountSession.noteMethod(.totp, of: user, in: session, at: date))
        guard !factor.isVerified else { return }
        try await db.execute("DELETE FROM auth.sessions WHERE user_id = \(user) AND aal = 'aal1'")
    }
}

/// One attempt at a second factor: its id comes back with the code.
package struct FactorChallenge: Hashable, Sendable {
    static let lifetime: TimeInterval = 300

    package let id: ID<FactorChallenge>
    package let expiresAt: Date
}

/// Begins an attempt at a second factor.
package struct ChallengeFactor: Sendable {
    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    /// - Throws: ``AccountError/notFound`` for another's factor
    package func callAsFunction(_ factor: ID<Factor>, of user: ID<User>, from address: InetAddress?) async throws
        -> FactorChallenge
    {
        try await accounts.limiter.take(.challenge, of: "\(user)")
        let challenge = FactorChallenge(id: accounts.ids.make(), expiresAt: accounts.now() + FactorChallenge.lifetime)
        return try await accounts.transaction { db in
            let statement: SQL = """
                INSERT INTO auth.mfa_challenges (id, user_id, factor_id, ip_address, expires_at, created_at)
                SELECT \(challenge.id), f.user_id, f.id, \(address), \(challenge.expiresAt), \(accounts.now())
                FROM auth.mfa_factors f WHERE f.id = \(factor) AND f.user_id = \(user) RETURNING id
                """
            guard try await db.first(statement) != nil else { throw AccountError.notFound }
            return challenge
        }
    }
}

extension FactorChallenge {
    static func find(_ id: ID<FactorChallenge>, of factor: ID<Factor>, _ user: ID<User>, at date: Date) -> SQL {
        """
        UPDATE auth.mfa_challenges SET verified_at = \(date)
        WHERE id = \(id) AND factor_id = \(factor) AND user_id = \(user) AND expires_at > \(date) AND verified_at IS NULL
        RETURNING id
        """
    }

    static let forgetExpired: SQL = "DELETE FROM auth.mfa_challenges WHERE expires_at < now() - interval '1 day'"
}
