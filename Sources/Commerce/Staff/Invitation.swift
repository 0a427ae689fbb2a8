package import Postgres

/// What a link in a letter offers: a role in a store, or the store itself.
package struct Invitation: Hashable, Sendable {
    package let offer: Offer
    package let store: ID<Store>
    package let storeName: String
    package let storeSlug: String
    /// Where the letter went.
    package let email: String
    /// Who already has an account under that address signs in with it.
    package let hasAccount: Bool

    package enum Offer: Hashable, Sendable {
        case work(StaffRole)
        case ownership
    }
}

extension Invitation: PostgresRow {
    /// Nil for a link that was used, withdrawn, has expired or never was.
    static func find(_ token: InvitationToken) -> SQL {
        """
        SELECT i.role, s.id, s.store_name, s.store_slug, i.email,
            EXISTS (
                SELECT FROM auth.users
                WHERE \(Realm.column) = \(Realm.platform) AND lower(auth.users.email) = lower(i.email)
                    AND NOT is_sso_user AND deleted_at IS NULL
            ) AS has_account
        FROM (
            SELECT store_id, email, role, accepted_at, revoked_at, expires_at, token_hash FROM staff_invitations
            UNION ALL
            SELECT store_id, email, NULL, accepted_at, revoked_at, expires_at, token_hash FROM store_transfers
        ) AS i JOIN stores s ON s.id = i.store_id
        WHERE i.token_hash = \(token.hash) AND i.accepted_at IS NULL AND i.revoked_at IS NULL
            AND i.expires_at > now() AND s.deleted_at IS NULL
        """
    }

    package init(row: Row) throws {
        let role: StaffRole? = try row["role"]
        offer = role.map(Offer.work) ?? .ownership
        store = try row["id"]
        storeName = try row["store_name"]
        storeSlug = try row["store_slug"]
        email = try row["email"]
        hasAccount = try row["has_account"]
    }
}
