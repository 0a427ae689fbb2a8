import Foundation
package import Postgres

/// What an application changes about the account of whoever is signed in.
package struct AccountChange: Sendable {
    package var email: EmailAddress?
    package var password: Password?
    /// The digits of a letter of ``Reauthenticate``.
    package var nonce: String?
    /// Laid over what is there; null takes a member away.
    package var metadata: JSONValue?
    package var link = LetterLink.api(redirect: nil)

    package init() {}
}

package struct UpdateAccount: Sendable {
    /// A session that is older must show that its owner still reads his mail before he changes the password.
    private static let freshness: TimeInterval = 86_400

    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    /// - Throws: ``AccountError``, ``SessionError`` or ``RateLimited``
    package func callAsFunction(_ change: AccountChange, of caller: AccessToken, from origin: SessionOrigin)
        async throws
        -> JSONValue
    {
        let realm = Realm(caller.store)
        let session = try await accounts.session(of: caller)
        let hash = try await newHash(change, caller, session, realm)
        if let email = change.email {
            try await accounts.limitLetters("email-change", to: email.text, in: realm, from: origin.address)
        }
        return try await accounts.transaction { db in
            let account = try await db.one(Account.lock(caller.subject), as: Account.self)
            guard !account.hasFactor || session.isStrong || change.isHarmless else {
                throw AccountError.secondFactorNeeded
            }
            if let hash { try await accounts.setPassword(of: account, hash, keeping: caller.session, on: db) }
            if let metadata = change.metadata {
                try await db.execute(try Account.mergeUserMetadata(account.id, metadata, at: accounts.now()))
            }
            if let email = change.email, email.text.lowercased() != account.email?.lowercased() {
                try await ChangeEmail(accounts).run(account.id, in: realm, to: email, link: change.link, on: db)
            }
            return try await accounts.document(of: account.id, in: realm, on: db)
        }
    }

    private func newHash(_ change: AccountChange, _ caller: AccessToken, _ session: OpenSession, _ realm: Realm)
        async throws -> PasswordHash?
    {
        guard let password = change.password else { return nil }
        let service = try Persona.service(store: nil).databaseActor
        let found = try await accounts.database.read(
            as: service, Account.find(caller.subject, in: realm), as: Account.self)
        guard let account = found.first else { throw AccountError.notFound }
        let isStale = accounts.now().timeIntervalSince(session.openedAt) > Self.freshness
        if account.passwordHash != nil, isStale || change.nonce != nil {
            try await accounts.checkNonce(change.nonce, of: account)
        }
        if await accounts.passwords.matches(password.secret, account.passwordHash) { throw AccountError.samePassword }
        return try await accounts.passwords.hash(password)
    }
}

extension AccountChange {
    fileprivate var isHarmless: Bool { email == nil && password == nil }
}

/// Sends digits to the address of somebody who is signed in, to show that he still reads his mail.
package struct Reauthenticate: Sendable {
    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    /// - Throws: ``AccountError/notFound`` without a confirmed address, or ``RateLimited``
    package func callAsFunction(_ user: ID<User>, in realm: Realm, from address: InetAddress?) async throws {
        try await accounts.limitLetters("reauthentication", to: user.description, in: realm, from: address)
        try await accounts.transaction { db in
            guard let account = try await db.first(Account.find(user, in: realm), as: Account.self),
                account.isConfirmed, let email = account.email.flatMap({ EmailAddress($0) })
            else { throw AccountError.notFound }
            let home = try await accounts.home(of: realm, on: db)
            try await accounts.send(
                .reauthentication, .reauthentication, nil, for: user, to: email, link: .page, from: home, on: db)
        }
    }
}

extension Accounts {
    /// In a transaction of its own, so that wrong digits stay counted.
    fileprivate func checkNonce(_ nonce: String?, of account: Account) async throws {
        guard let nonce, let email = account.email else { throw AccountError.reauthenticationNeeded }
        let token = try await transaction { db in
            try await spend(.code(nonce, email: email), kinds: [.reauthentication], in: account.realm, on: db)
        }
        guard token?.user == account.id else { throw AccountError.wrongCode }
    }
}

extension Account {
    static func mergeUserMetadata(_ user: ID<User>, _ metadata: JSONValue, at date: Date) throws -> SQL {
        let json = try JSON(encoding: metadata)
        return """
            UPDATE auth.users SET raw_user_meta_data = jsonb_strip_nulls(raw_user_meta_data || \(json)), updated_at = \(date)
            WHERE id = \(user)
            """
    }

    static func mergeAppMetadata(_ user: ID<User>, _ metadata: JSONValue, at date: Date) throws -> SQL {
        let json = try JSON(encoding: metadata)
        return """
            UPDATE auth.users SET raw_app_meta_data = jsonb_strip_nulls(raw_app_meta_data || \(json)), updated_at = \(date)
            WHERE id = \(user)
            """
    }
}
