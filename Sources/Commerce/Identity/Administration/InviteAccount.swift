import Foundation
import Postgres

/// Makes an account without a password and sends its owner a letter to choose one.
package struct InviteAccount: Sendable {
    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    /// - Throws: ``AccountError/addressTaken`` for a confirmed account
    package func callAsFunction(
        email: EmailAddress, in realm: Realm, metadata: JSONValue = [:], link: LetterLink = .page
    ) async throws -> JSONValue {
        try await accounts.transaction { db in
            let account = try await accounts.prepare(email, in: realm, metadata: metadata, on: db)
            let home = try await accounts.home(of: realm, on: db)
            try await accounts.send(
                .invitation, .confirmation, .invite, for: account.id, to: email, link: link, from: home, on: db)
            return try await accounts.document(of: account.id, in: realm, on: db)
        }
    }
}

/// Writes the link of a letter without sending it, for an operator who sends his own.
package struct GenerateLink: Sendable {
    package struct Request: Sendable {
        package let type: VerificationType
        package let email: EmailAddress
        package var newEmail: EmailAddress?
        package var password: Password?
        package var metadata: JSONValue = [:]
        package var redirect: String?
        /// `email_change_current` goes to the old address, `email_change_new` to the new one.
        package var isForNewAddress = true

        package init(type: VerificationType, email: EmailAddress) {
            self.type = type
            self.email = email
        }
    }

    package struct Generated: Sendable {
        package let user: JSONValue
        package let link: String
        package let secret: OneTimeSecret
        package let redirect: String
    }

    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    /// - Throws: ``AccountError``
    package func callAsFunction(_ request: Request, in realm: Realm) async throws -> Generated {
        let password = request.password
        let hash = if let password { try await accounts.passwords.hash(password) } else { PasswordHash?.none }
        return try await accounts.transaction { db in
            let account = try await account(for: request, in: realm, on: db)
            if let hash { try await db.execute(Account.setPassword(account.id, hash, at: accounts.now())) }
            let home = try await accounts.home(of: realm, on: db)
            let secret = try await issue(request, for: account, on: db)
            return Generated(
                user: try await accounts.document(of: account.id, in: realm, on: db),
                link: LetterLink.api(redirect: request.redirect).address(
                    request.type, secret, at: home, accounts.settings),
                secret: secret,
                redirect: home.redirect(request.redirect, accounts.settings)
            )
        }
    }

    private func account(for request: Request, in realm: Realm, on db: Connection) async throws -> Account {
        switch request.type {
        case .signUp, .invite:
            return try await accounts.prepare(request.email, in: realm, metadata: request.metadata, on: db)
        case .magiclink, .recovery, .email, .emailChange:
            guard let known = try await db.first(Account.find(email: request.email.text, in: realm), as: Account.self)
            else { throw AccountError.notFound }
            return known
        }
    }

    private func issue(_ request: Request, for account: Account, on db: Connection) async throws -> OneTimeSecret {
        if request.type == .emailChange {
            guard let new = request.newEmail else { throw AccountError.addressUnchanged }
            try await db.execute(Account.askForAddress(account.id, new, at: accounts.now()))
            return try await request.isForNewAddress
                ? accounts.issue(.emailChangeNew, for: account.id, to: new, on: db)
                : accounts.issue(.emailChangeCurrent, for: account.id, to: request.email, on: db)
        }
        return try await accounts.issue(request.type.kinds[0], for: account.id, to: request.email, on: db)
    }
}

extension Accounts {
    /// The account of an address that is to be confirmed.
    fileprivate func prepare(_ email: EmailAddress, in realm: Realm, metadata: JSONValue, on db: Connection)
        async throws
        -> Account
    {
        var draft = AccountDraft(id: ids.make(), realm: realm, email: email)
        draft.isInvited = true
        draft.userMetadata = try JSON(encoding: metadata)
        if try await db.first(Account.insert(draft, at: now())) != nil {
            try await db.execute(Identity.insertEmail(of: draft.id, at: now()))
        }
        let account = try await db.one(Account.find(email: email.text, in: realm), as: Account.self)
        guard !account.isConfirmed else { throw AccountError.addressTaken }
        return account
    }
}
