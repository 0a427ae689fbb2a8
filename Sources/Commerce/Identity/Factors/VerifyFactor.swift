import Foundation
import Postgres

/// Takes a code of an authenticator: the session has its second factor from then on. The first code of a new authenticator
/// makes it count, and ends the sessions that were opened without one.
package struct VerifyFactor: Sendable {
    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    /// - Parameter factor: any of the account's where nil.
    /// - Throws: ``AccountError/wrongCode``, ``AccountError/notFound`` or ``RateLimited``
    package func callAsFunction(
        code: String, factor: ID<Factor>? = nil, of user: ID<User>, session: ID<AccountSession>
    ) async throws {
        // By account: the right password has been given before, so nobody else can use this up.
        try await accounts.limiter.take(.factor, of: "\(user)")
        try await accounts.transaction { db in
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
