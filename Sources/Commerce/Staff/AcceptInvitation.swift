import Postgres

/// Takes what a link offers: a role in a store, or the store. Of two who take it at once, one gets it.
package struct AcceptInvitation: Sendable {
    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    /// What the link offers while it may be taken.
    package func find(_ token: InvitationToken) async throws -> Invitation? {
        let service = try Persona.service(store: nil).databaseActor
        return try await accounts.database.read(as: service, Invitation.find(token), as: Invitation.self).first
    }

    /// As somebody who is signed in.
    /// - Throws: ``StaffError``
    @discardableResult
    package func callAsFunction(_ token: InvitationToken, as user: SignedInUser) async throws -> Invitation {
        try await act(for: user) { db in try await Self.accept(token, as: user, on: db) }
    }

    /// As somebody who has no account yet. The link came to the address, so the address is theirs.
    package func callAsFunction(_ token: InvitationToken, withNew password: Password) async throws -> SignedInUser {
        guard let offered = try await find(token), let email = EmailAddress(offered.email) else {
            throw StaffError.linkUsedUp
        }
        var draft = AccountDraft(id: accounts.ids.make(), realm: .platform, email: email, isConfirmed: true)
        draft.isInvited = true
        draft.passwordHash = try await accounts.passwords.hash(password)
        let account = draft
        let user = SignedInUser(id: account.id, email: email.text)
        try await act(for: user) { db in
            guard try await db.first(Account.insert(account, at: accounts.now())) != nil else {
                throw StaffError.hasAccount
            }
            _ = try await Self.accept(token, as: user, on: db)
        }
        return user
    }

    /// In the name of whoever accepts, so that the log names them.
    private func act<Value: Sendable>(
        for user: SignedInUser, _ body: (Connection) async throws -> Value
    ) async throws -> Value {
        try await RequestOrigin.acting(as: user.id) {
            try await StaffError.naming { try await accounts.transaction(body) }
        }
    }

    private static func accept(
        _ token: InvitationToken,
        as user: SignedInUser,
        on db: Connection
    ) async throws -> Invitation {
        guard let invitation = try await db.first(Invitation.find(token), as: Invitation.self) else {
            throw StaffError.linkUsedUp
        }
        guard try await !owns(invitation.store, user, on: db) else { throw StaffError.ownsTheStore }
        switch invitation.offer {
        case .work(let role):
            guard try await db.execute(take(token)) == 1 else { throw StaffError.linkUsedUp }
            try await db.execute(employ(user.id, as: role, in: invitation.store))
        case .ownership:
            try await db.execute(BecomeOwner.insert(user.id, name: nil))
            _ = try await db.query("SELECT app.accept_transfer(\(token.hash), \(user.id))")
        }
        return invitation
    }

    private static func owns(_ store: ID<Store>, _ user: SignedInUser, on db: Connection) async throws -> Bool {
        try await db.first("SELECT 1 FROM stores WHERE id = \(store) AND store_owner_id = \(user.id)") != nil
    }

    /// Waits for whoever is taking it at this moment, and then finds it taken.
    private static func take(_ token: InvitationToken) -> SQL {
        """
        UPDATE staff_invitations SET accepted_at = now()
        WHERE token_hash = \(token.hash) AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now()
        """
    }

    /// Who works here already has the new role from now on.
    private static func employ(_ user: ID<User>, as role: StaffRole, in store: ID<Store>) -> SQL {
        """
        INSERT INTO staff (store_id, user_id, role) VALUES (\(store), \(user), \(role))
        ON CONFLICT (store_id, user_id) DO UPDATE SET role = EXCLUDED.role, is_active = true
        """
    }
}
