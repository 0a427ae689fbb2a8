package import Postgres

/// Asks somebody by letter to work in a store. Whoever calls this has checked that the person may.
package struct InviteStaff: Sendable {
    private let database: Database
    private let vault: SecretVault
    /// The address of the page that a token opens.
    private let link: @Sendable (InvitationToken) -> String

    package init(database: Database, vault: SecretVault, link: @escaping @Sendable (InvitationToken) -> String) {
        self.database = database
        self.vault = vault
        self.link = link
    }

    /// - Throws: ``StaffError``
    package func callAsFunction(
        _ email: EmailAddress,
        as role: StaffRole,
        to store: Store,
        by inviter: SignedInUser
    ) async throws {
        try await database.transaction(as: .service(store: nil)) { db in
            try await Self.requireStranger(email, in: store.id, on: db)
        }
        try await StaffError.naming {
            try await database.transaction(as: .service(store: store.id)) { db in
                try await db.execute(Self.forgetExpired(email.text, in: store.id))
                try await send(to: email, as: role, store, by: inviter, on: db)
            }
        }
    }

    /// A new link by a new letter; the one before opens nothing any more.
    package func again(_ id: ID<StaffList.Pending>, in store: Store, by inviter: SignedInUser) async throws {
        try await StaffError.naming {
            try await database.transaction(as: .service(store: store.id)) { db in
                guard let row = try await db.first(Self.revoke(id, in: store.id)),
                    let email = EmailAddress(try row.decode("email"))
                else { throw StaffError.unknown }
                try await send(to: email, as: try row["role"], store, by: inviter, on: db)
            }
        }
    }

    package func withdraw(_ id: ID<StaffList.Pending>, in store: ID<Store>) async throws {
        try await database.transaction(as: .service(store: store)) { db in
            guard try await db.first(Self.revoke(id, in: store)) != nil else { throw StaffError.unknown }
        }
    }

    private func send(
        to email: EmailAddress,
        as role: StaffRole,
        _ store: Store,
        by inviter: SignedInUser,
        on db: Connection
    ) async throws {
        let token = InvitationToken()
        try await db.execute(
            """
            INSERT INTO staff_invitations (store_id, email, role, token_hash, invited_by)
            VALUES (\(store.id), \(email.text), \(role), \(token.hash), \(inviter.id))
            """
        )
        let letter = Letter(
            to: email,
            subject: "You are invited to work in \(store.name)",
            paragraphs: ["\(inviter.email) asks you to help in the shop \(store.name), as \(role.title.lowercased())."],
            action: Letter.Action(title: "Look at the invitation", address: link(token)),
            footnote: "The link works once and for seven days. If you do not know the sender, do nothing."
        )
        try await QueueLetter.run(letter, in: store.id, vault: vault, on: db)
    }

    private static func requireStranger(_ email: EmailAddress, in store: ID<Store>, on db: Connection) async throws {
        let row = try await db.first(
            """
            SELECT s.store_owner_id = u.id AS owns FROM auth.users u JOIN stores s ON s.id = \(store)
            WHERE lower(u.email) = lower(\(email.text)) AND u.deleted_at IS NULL AND (
                s.store_owner_id = u.id
                OR EXISTS (SELECT FROM staff m WHERE m.store_id = s.id AND m.user_id = u.id)
            )
            """
        )
        if let row { throw try row.decode("owns", as: Bool.self) ? StaffError.ownsTheStore : .alreadyWorksHere }
    }

    private static func forgetExpired(_ email: String, in store: ID<Store>) -> SQL {
        """
        UPDATE staff_invitations SET revoked_at = now()
        WHERE store_id = \(store) AND lower(email) = lower(\(email)) AND accepted_at IS NULL AND revoked_at IS NULL
            AND expires_at <= now()
        """
    }

    private static func revoke(_ id: ID<StaffList.Pending>, in store: ID<Store>) -> SQL {
        """
        UPDATE staff_invitations SET revoked_at = now()
        WHERE store_id = \(store) AND id = \(id) AND accepted_at IS NULL AND revoked_at IS NULL
        RETURNING email, role
        """
    }
}

extension StaffRole {
    /// What people call it.
    package var title: String {
        switch self {
        case .manager: "Manager"
        case .fulfilment: "Fulfilment"
        case .support: "Support"
        case .readOnly: "Read only"
        }
    }
}
