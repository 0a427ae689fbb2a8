import Foundation
package import Postgres

/// Makes an account with a password. Until the letter is answered nobody can sign in with it.
package struct SignUp: Sendable {
    /// What came of it. An address that has an account already gives the same as one that has none, and a letter too.
    package enum Outcome: Hashable, Sendable {
        case letterSent
        /// No letter is needed in this installation.
        case ready(Account)
    }

    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    /// - Throws: ``RateLimited``; ``AccountError/addressTaken`` only where no letters are sent.
    package func callAsFunction(
        email: EmailAddress, password: Password, in realm: Realm = .platform, metadata: JSON = JSON(text: "{}"),
        link: LetterLink = .page, from origin: SessionOrigin
    ) async throws -> Outcome {
        try await accounts.limiter.take(.signUp, from: origin.address)
        if !accounts.settings.confirmsByItself {
            try await accounts.limitLetters("sign-up", to: email.text, in: realm, from: origin.address)
        }
        var draft = AccountDraft(id: accounts.ids.make(), realm: realm, email: email, userMetadata: metadata)
        draft.isConfirmed = accounts.settings.confirmsByItself
        draft.passwordHash = try await accounts.passwords.hash(password)
        let account = draft
        return try await accounts.transaction { db in
            let home = try await accounts.home(of: realm, on: db)
            let isNew = try await db.first(Account.insert(account, at: accounts.now())) != nil
            return try await isNew
                ? welcome(account, email, link, home, on: db) : recognise(account, email, link, home, on: db)
        }
    }

    private func welcome(
        _ draft: AccountDraft, _ email: EmailAddress, _ link: LetterLink, _ home: RealmHome, on db: Connection
    ) async throws -> Outcome {
        try await db.execute(Identity.insertEmail(of: draft.id, at: accounts.now()))
        guard draft.isConfirmed else {
            try await accounts.send(
                .confirmation, .confirmation, .signUp, for: draft.id, to: email, link: link, from: home, on: db)
            return .letterSent
        }
        try await accounts.becomeCustomer(draft.id, in: draft.realm, on: db)
        return .ready(try await db.one(Account.find(draft.id, in: draft.realm)))
    }

    /// The address has an account. Before it is confirmed, the newest sign-up counts, as does the newest letter; after,
    /// only its owner is told.
    private func recognise(
        _ draft: AccountDraft, _ email: EmailAddress, _ link: LetterLink, _ home: RealmHome, on db: Connection
    ) async throws -> Outcome {
        guard !draft.isConfirmed else { throw AccountError.addressTaken }
        guard let known = try await db.first(Account.find(email: email.text, in: draft.realm), as: Account.self) else {
            return .letterSent
        }
        if known.isConfirmed {
            try await accounts.tell(.existingAccount, to: email, link: home.signInPage, from: home, on: db)
        } else if let hash = draft.passwordHash {
            try await db.execute(Account.setPassword(known.id, hash, at: accounts.now()))
            try await accounts.send(
                .confirmation, .confirmation, .signUp, for: known.id, to: email, link: link, from: home, on: db)
        }
        return .letterSent
    }
}

extension RealmHome {
    var signInPage: String { realm == .platform ? base + "/dashboard/sign-in" : base + "/account/sign-in" }
}
