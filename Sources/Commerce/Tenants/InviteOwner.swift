import Postgres

/// Makes an owner without a password, and a link with which the password is chosen: for seven days, once.
struct InviteOwner: Sendable {
    private let accounts: Accounts

    init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    /// - Parameter sendsLetter: whether a letter brings the link; otherwise the operator hands it over.
    /// - Throws: ``CreateOwnerError/addressTaken``
    func callAsFunction(
        _ email: EmailAddress, name: String?, sendsLetter: Bool
    ) async throws -> (owner: SignedInUser, link: String) {
        var draft = AccountDraft(id: accounts.ids.make(), realm: .platform, email: email)
        draft.isInvited = true
        let account = draft
        let link = try await accounts.transaction { db in
            guard try await db.first(Account.insert(account, at: accounts.now())) != nil else {
                throw CreateOwnerError.addressTaken
            }
            _ = try await db.pipeline([
                Identity.insertEmail(of: account.id, at: accounts.now()), BecomeOwner.insert(account.id, name: name),
            ])
            return try await write(to: email, account.id, sendsLetter: sendsLetter, on: db)
        }
        return (SignedInUser(id: account.id, email: email.text), link)
    }

    private func write(
        to email: EmailAddress, _ owner: ID<User>, sendsLetter: Bool, on db: Connection
    ) async throws -> String {
        let home = try await accounts.home(of: .platform, on: db)
        let secret = try await accounts.issue(
            .confirmation, for: owner, to: email, lifetime: OneTimeToken.Kind.invitationLifetime, on: db)
        let link = LetterLink.page.address(.invite, secret, at: home, accounts.settings)
        if sendsLetter {
            let letter = AccountLetter.ownerInvitation.write(to: email, from: home, link: link, code: nil)
            try await QueueLetter.run(letter, in: nil, vault: accounts.vault, on: db)
        }
        return link
    }
}
