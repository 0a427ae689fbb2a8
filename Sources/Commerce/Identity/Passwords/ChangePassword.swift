import Foundation
import Postgres

/// Sets a new password with the link or the digits of a letter, signs out every other device, and opens a session.
package struct ResetPassword: Sendable {
    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    /// - Throws: ``AccountError/linkSpent`` or ``RateLimited``
    package func callAsFunction(
        _ answer: LetterAnswer, _ type: VerificationType = .recovery, password: Password, in realm: Realm = .platform,
        from origin: SessionOrigin
    ) async throws -> BrowserSession {
        let hash = try await accounts.passwords.hash(password)
        return try await AnswerLetter(accounts).run(answer, type, in: realm, from: origin) { outcome, db in
            guard case .done(let account, _) = outcome else { throw AccountError.linkSpent }
            try await accounts.setPassword(of: account, hash, on: db)
            return try await accounts.openBrowserSession(for: account, by: type.method, from: origin, on: db)
        }
    }
}

/// Changes the password of somebody who is signed in and knows the old one.
package struct ChangePassword: Sendable {
    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    /// - Parameter session: the one that stays; all others end.
    /// - Throws: ``AccountError`` or ``RateLimited``
    package func callAsFunction(
        _ user: ID<User>, in realm: Realm = .platform, from current: Secret, to password: Password,
        keeping session: ID<AccountSession>
    ) async throws {
        let account = try await accounts.check(current, of: user, in: realm)
        guard password.secret != current else { throw AccountError.samePassword }
        let hash = try await accounts.passwords.hash(password)
        try await accounts.transaction { db in
            try await accounts.setPassword(of: account, hash, keeping: session, on: db)
        }
    }
}

extension Accounts {
    /// Whether somebody who is signed in still knows the password; asked before what cannot be undone.
    func check(_ password: Secret, of user: ID<User>, in realm: Realm) async throws
        -> Account
    {
        try await limiter.take(.signInToAccount, of: "check \(user)")
        let service = try Persona.service(store: nil).databaseActor
        guard let account = try await database.read(as: service, Account.find(user, in: realm), as: Account.self).first
        else { throw AccountError.notFound }
        guard await passwords.matches(password, account.passwordHash) else { throw AccountError.wrongPassword }
        limiter.giveBack(.signInToAccount, of: "check \(user)")
        return account
    }

    /// Whoever had the old password is signed out, and what letters are open open nothing any more.
    func setPassword(
        of account: Account, _ hash: PasswordHash, keeping session: ID<AccountSession>? = nil, on db: Connection
    ) async throws {
        _ = try await db.pipeline([
            Account.setPassword(account.id, hash, at: now()),
            AccountSession.endAll(of: account.id, except: session),
            OneTimeToken.deleteAll(of: account.id),
        ])
        guard let address = account.email.flatMap({ EmailAddress($0) }) else { return }
        let home = try await home(of: account.realm, on: db)
        try await tell(.passwordChanged, to: address, link: home.signInPage, from: home, on: db)
    }
}
