import Foundation
package import Postgres

/// Sends the link to choose a new password, to whoever has an account with that address. Whether there is one shows neither
/// in the answer nor in its time.
package struct RequestPasswordReset: Sendable {
    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    /// - Throws: ``RateLimited``
    package func callAsFunction(
        email: EmailAddress, in realm: Realm = .platform, link: LetterLink = .page, from address: InetAddress?
    ) async throws {
        try await accounts.limitLetters("recovery", to: email.text, in: realm, from: address)
        try await accounts.sendLink(.recovery, .recovery, to: email, in: realm, link: link)
    }
}

/// Sends a link and digits that sign in without a password.
package struct SendMagicLink: Sendable {
    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    /// - Parameter makesAccount: whether an address without an account is given one, as Supabase's clients ask for.
    /// - Throws: ``RateLimited``
    package func callAsFunction(
        email: EmailAddress, in realm: Realm = .platform, makesAccount: Bool = false,
        metadata: JSON = JSON(text: "{}"), link: LetterLink = .page, from address: InetAddress?
    ) async throws {
        try await accounts.limitLetters("magic-link", to: email.text, in: realm, from: address)
        if makesAccount {
            let draft = AccountDraft(id: accounts.ids.make(), realm: realm, email: email, userMetadata: metadata)
            try await accounts.transaction { db in
                guard try await db.first(Account.insert(draft, at: accounts.now())) != nil else { return }
                try await db.execute(Identity.insertEmail(of: draft.id, at: accounts.now()))
            }
        }
        try await accounts.sendLink(.magicLink, .magiclink, to: email, in: realm, link: link)
    }
}

/// Sends the letter of a sign-up or of a change of address once more.
package struct ResendLetter: Sendable {
    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    /// - Throws: ``RateLimited``
    package func callAsFunction(
        _ type: VerificationType, email: EmailAddress, in realm: Realm = .platform, link: LetterLink = .page,
        from address: InetAddress?
    ) async throws {
        try await accounts.limitLetters("resend", to: email.text, in: realm, from: address)
        try await accounts.transaction { db in
            guard let account = try await db.first(Account.find(email: email.text, in: realm), as: Account.self) else {
                return
            }
            let home = try await accounts.home(of: realm, on: db)
            if type == .emailChange, let new = EmailAddress(account.newEmail) {
                try await ChangeEmail(accounts).run(account.id, in: realm, to: new, link: link, on: db)
            } else if !account.isConfirmed {
                try await accounts.send(
                    .confirmation, .confirmation, .signUp, for: account.id, to: email, link: link, from: home, on: db)
            }
        }
    }
}

extension Accounts {
    /// Queues the letter where the address has an account that may enter.
    fileprivate func sendLink(
        _ letter: AccountLetter, _ type: VerificationType, to email: EmailAddress, in realm: Realm, link: LetterLink
    ) async throws {
        try await transaction { db in
            let home = try await home(of: realm, on: db)
            guard let account = try await db.first(Account.find(email: email.text, in: realm), as: Account.self),
                account.mayEnter(at: now()), let address = account.email.flatMap({ EmailAddress($0) })
            else { return }
            try await send(letter, .recovery, type, for: account.id, to: address, link: link, from: home, on: db)
        }
    }
}
