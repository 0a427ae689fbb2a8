import Foundation
import Postgres

/// Asks for another address: letters go to the old and the new one, and both must be answered.
package struct ChangeEmail: Sendable {
    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    /// - Throws: ``AccountError/addressUnchanged`` or ``RateLimited``. An address that is another's is not told apart
    ///   here: its owner gets no link, and the change never completes.
    package func callAsFunction(
        _ user: ID<User>, in realm: Realm, to email: EmailAddress, link: LetterLink = .page, from origin: SessionOrigin
    ) async throws {
        try await accounts.limitLetters("email-change", to: email.text, in: realm, from: origin.address)
        try await accounts.transaction { db in
            try await run(user, in: realm, to: email, link: link, on: db)
        }
    }

    func run(_ user: ID<User>, in realm: Realm, to email: EmailAddress, link: LetterLink, on db: Connection)
        async throws
    {
        guard let account = try await db.first(Account.lock(user), as: Account.self), account.realm == realm else {
            throw AccountError.notFound
        }
        guard account.email?.lowercased() != email.text.lowercased() else { throw AccountError.addressUnchanged }
        let home = try await accounts.home(of: realm, on: db)
        let isTaken = try await db.first(Account.find(email: email.text, in: realm), as: Account.self) != nil
        try await db.execute(Account.askForAddress(user, email, at: accounts.now()))
        if isTaken {
            try await accounts.tell(.existingAccount, to: email, link: home.signInPage, from: home, on: db)
        } else {
            try await accounts.send(
                .emailChangeNew, .emailChangeNew, .emailChange, for: user, to: email, link: link, from: home, on: db)
        }
        guard let current = account.email.flatMap({ EmailAddress($0) }), account.isConfirmed else { return }
        try await accounts.send(
            .emailChangeCurrent(new: email.text), .emailChangeCurrent, .emailChange, for: user, to: current, link: link,
            from: home, on: db)
    }
}

extension Accounts {
    /// One letter of a change was answered; with the second, or where there is no confirmed old address, the change is made.
    func changeAddress(of account: Account, _ token: OneTimeToken, on db: Connection) async throws
        -> AnswerLetter.Outcome
    {
        let isAboutThisChange =
            token.kind == .emailChangeCurrent
            || token.relatesTo.lowercased() == account.newEmail.lowercased()
        guard !account.newEmail.isEmpty, isAboutThisChange, let new = EmailAddress(account.newEmail) else {
            throw AccountError.linkSpent
        }
        let lettersNeeded = account.isConfirmed && account.email != nil ? 2 : 1
        guard account.emailChangeSteps + 1 >= lettersNeeded else {
            try await db.execute(Account.noteAddressStep(account.id))
            return .oneOfTwo(account)
        }
        guard try await db.first(Account.find(email: new.text, in: account.realm), as: Account.self) == nil else {
            throw AccountError.addressTaken
        }
        _ = try await db.pipeline([
            Account.takeNewAddress(account.id, at: now()),
            OneTimeToken.deleteAll(of: account.id),
            Identity.insertEmail(of: account.id, at: now()),
            "UPDATE store_owners SET email = \(new.text) WHERE id = \(account.id)",
        ])
        try await becomeCustomer(account.id, in: account.realm, on: db)
        try await moveCustomer(account.id, in: account.realm, on: db)
        if let old = account.email.flatMap({ EmailAddress($0) }) {
            let home = try await home(of: account.realm, on: db)
            try await tell(.addressChanged(new: new.text), to: old, from: home, on: db)
        }
        return .done(try await db.one(Account.find(account.id, in: account.realm)), flow: token.flow)
    }
}

extension Account {
    static func askForAddress(_ user: ID<User>, _ email: EmailAddress, at date: Date) -> SQL {
        """
        UPDATE auth.users SET email_change = \(email.text), email_change_confirm_status = 0, updated_at = \(date)
        WHERE id = \(user)
        """
    }

    static func noteAddressStep(_ user: ID<User>) -> SQL {
        "UPDATE auth.users SET email_change_confirm_status = email_change_confirm_status + 1 WHERE id = \(user)"
    }

    static func takeNewAddress(_ user: ID<User>, at date: Date) -> SQL {
        """
        UPDATE auth.users SET email = email_change, email_change = '', email_change_confirm_status = 0,
            email_confirmed_at = \(date), is_anonymous = false, updated_at = \(date)
        WHERE id = \(user)
        """
    }
}
