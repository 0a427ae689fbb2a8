import Foundation
import Postgres

/// Makes the recovery codes of an account. They are shown by whoever calls, once: the database has their hashes.
package struct MakeRecoveryCodes: Sendable {
    /// What shows that the account's owner asks, and not somebody at a desk that was left open.
    package enum Proof: Sendable {
        case password(Secret)
        case code(String)
    }

    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    /// The first ones, for whom an authenticator has just been turned on; none where there are some.
    package func first(of user: ID<User>) async throws -> [RecoveryCode] {
        try await accounts.transaction { db in
            _ = try await db.one(Account.lock(user), as: Account.self)
            let known: Int = try await db.one(RecoveryCode.countUnused(of: user))["unused"]
            return known > 0 ? [] : try await replace(of: user, on: db)
        }
    }

    /// New ones; those of before are good for nothing from then on.
    /// - Throws: ``AccountError/wrongPassword``, ``AccountError/wrongCode``, ``AccountError/secondFactorNeeded`` without
    ///   an authenticator, or ``RateLimited``
    package func anew(of user: ID<User>, in realm: Realm, session: ID<AccountSession>, proof: Proof) async throws
        -> [RecoveryCode]
    {
        switch proof {
        case .password(let password): _ = try await accounts.check(password, of: user, in: realm)
        case .code: try await accounts.limiter.take(.factor, of: "\(user)")
        }
        return try await accounts.transaction { db in
            let account = try await db.one(Account.lock(user), as: Account.self)
            guard account.hasFactor else { throw AccountError.secondFactorNeeded }
            if case .code(let code) = proof {
                try await VerifyFactor(accounts).run(code: code, factor: nil, of: user, session: session, on: db)
            }
            return try await replace(of: user, on: db)
        }
    }

    private func replace(of user: ID<User>, on db: Connection) async throws -> [RecoveryCode] {
        let codes = (0..<RecoveryCode.count).map { _ in RecoveryCode() }
        let hashes = codes.map { accounts.codes.hash($0.text, of: user) }
        _ = try await db.pipeline(
            [RecoveryCode.deleteAll(of: user)] + RecoveryCode.insert(hashes, of: user, at: accounts.now())
                + [AccountEvent.recoveryCodesMade.record(of: user)])
        return codes
    }
}

/// How many recovery codes somebody has left.
package struct CountRecoveryCodes: Sendable {
    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    package func callAsFunction(of user: ID<User>) async throws -> Int {
        let service = try Persona.service(store: nil).databaseActor
        return try await accounts.database.read(as: service, [RecoveryCode.countUnused(of: user)])[0][0]["unused"]
    }
}

/// Takes a recovery code in place of an authenticator's, and tells its owner by letter.
package struct UseRecoveryCode: Sendable {
    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    /// - Throws: ``AccountError/wrongRecoveryCode``, ``AccountError/notFound`` for a session that has ended, or
    ///   ``RateLimited``: by account, as for an authenticator's codes, since the password has been given before.
    package func callAsFunction(_ text: String, of user: ID<User>, session: ID<AccountSession>, in realm: Realm)
        async throws
    {
        try await accounts.limiter.take(.factor, of: "\(user)")
        guard let code = RecoveryCode(text) else { throw AccountError.wrongRecoveryCode }
        try await accounts.transaction { db in
            guard let account = try await db.first(Account.find(user, in: realm), as: Account.self) else {
                throw AccountError.notFound
            }
            let hash = accounts.codes.hash(code.text, of: user)
            guard try await db.first(RecoveryCode.spend(hash, of: user, at: accounts.now())) != nil else {
                throw AccountError.wrongRecoveryCode
            }
            try await strengthen(session, of: user, on: db)
            try await tell(account, in: realm, on: db)
        }
    }

    private func strengthen(_ session: ID<AccountSession>, of user: ID<User>, on db: Connection) async throws {
        let date = accounts.now()
        let statement: SQL = """
            UPDATE auth.sessions SET aal = 'aal2', updated_at = \(date)
            WHERE id = \(session) AND user_id = \(user) RETURNING id
            """
        guard try await db.first(statement) != nil else { throw AccountError.notFound }
        _ = try await db.pipeline([
            AccountSession.noteMethod(.recoveryCode, of: user, in: session, at: date),
            AccountEvent.recoveryCodeUsed.record(of: user),
        ])
    }

    private func tell(_ account: Account, in realm: Realm, on db: Connection) async throws {
        guard let address = account.email.flatMap({ EmailAddress($0) }) else { return }
        let left: Int = try await db.one(RecoveryCode.countUnused(of: account.id))["unused"]
        let home = try await accounts.home(of: realm, on: db)
        try await accounts.tell(.recoveryCodeUsed(left: left), to: address, link: home.signInPage, from: home, on: db)
    }
}
