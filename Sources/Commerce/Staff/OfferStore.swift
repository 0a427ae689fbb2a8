package import Foundation
package import Postgres

/// Offers a store to somebody else by letter, or takes the offer back. Whoever calls this has checked that the person
/// owns the store.
package struct OfferStore: Sendable {
    private let database: Database
    private let vault: SecretVault
    private let link: @Sendable (InvitationToken) -> String

    package init(database: Database, vault: SecretVault, link: @escaping @Sendable (InvitationToken) -> String) {
        self.database = database
        self.vault = vault
        self.link = link
    }

    /// An offer that nobody has accepted yet.
    package struct Open: Hashable, Sendable {
        package let email: String
        package let expiresAt: Date
    }

    /// In place of whatever was offered before.
    package func callAsFunction(_ store: Store, to email: EmailAddress, by owner: SignedInUser) async throws {
        guard EmailAddress(owner.email) != email else { throw StaffError.ownsTheStore }
        let token = InvitationToken()
        try await StaffError.naming {
            try await database.transaction(as: .service(store: store.id)) { db in
                try await db.execute(Self.revoke(store.id))
                try await db.execute(
                    """
                    INSERT INTO store_transfers (store_id, email, token_hash, offered_by)
                    VALUES (\(store.id), \(email.text), \(token.hash), \(owner.id))
                    """
                )
                try await QueueLetter.run(letter(store, email, owner, token), in: store.id, vault: vault, on: db)
            }
        }
    }

    package func withdraw(_ store: ID<Store>) async throws {
        try await database.transaction(as: .service(store: store)) { db in
            _ = try await db.execute(Self.revoke(store))
        }
    }

    package static func open(_ store: ID<Store>, on db: Connection) async throws -> Open? {
        let row = try await db.first(
            """
            SELECT email, expires_at FROM store_transfers
            WHERE store_id = \(store) AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now()
            """
        )
        return try row.map { Open(email: try $0["email"], expiresAt: try $0["expires_at"]) }
    }

    private static func revoke(_ store: ID<Store>) -> SQL {
        """
        UPDATE store_transfers SET revoked_at = now()
        WHERE store_id = \(store) AND accepted_at IS NULL AND revoked_at IS NULL
        """
    }

    private func letter(_ store: Store, _ email: EmailAddress, _ owner: SignedInUser, _ token: InvitationToken)
        -> Letter
    {
        Letter(
            to: email,
            subject: "\(store.name) is offered to you",
            paragraphs: [
                "\(owner.email) would like you to take over the shop \(store.name), with its products, customers and orders.",
                "When you accept, it counts towards your plan, and \(owner.email) can no longer enter it.",
            ],
            action: Letter.Action(title: "Look at the offer", address: link(token)),
            footnote: "The link works once and for seven days. If you do not know the sender, do nothing."
        )
    }
}
