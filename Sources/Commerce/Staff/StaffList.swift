package import Foundation
package import Postgres

/// Who works in a store, and who is asked to.
package struct StaffList: Hashable, Sendable {
    package let members: [Member]
    package let invitations: [Pending]

    package struct Member: Hashable, Sendable {
        package let id: ID<Member>
        package let email: String
        package let role: StaffRole
        package let since: Date
    }

    package struct Pending: Hashable, Sendable {
        package let id: ID<Pending>
        package let email: String
        package let role: StaffRole
        package let expiresAt: Date
        package let hasExpired: Bool
    }
}

extension StaffList {
    /// - Parameter db: of the service persona without a store, which alone may read the addresses of accounts.
    package static func find(in store: ID<Store>, on db: Connection) async throws -> StaffList {
        let found = try await db.pipeline([members(store), pending(store)])
        return StaffList(
            members: try found[0].map(Member.init(row:)), invitations: try found[1].map(Pending.init(row:)))
    }

    private static func members(_ store: ID<Store>) -> SQL {
        """
        SELECT m.id, u.email, m.role, m.created_at FROM staff m JOIN auth.users u ON u.id = m.user_id
        WHERE m.store_id = \(store) AND m.is_active ORDER BY m.created_at, m.id
        """
    }

    private static func pending(_ store: ID<Store>) -> SQL {
        """
        SELECT id, email, role, expires_at, expires_at <= now() AS has_expired FROM staff_invitations
        WHERE store_id = \(store) AND accepted_at IS NULL AND revoked_at IS NULL ORDER BY created_at, id
        """
    }
}

extension StaffList.Member {
    init(row: Row) throws {
        self.init(
            id: try row["id"], email: try row["email"], role: try row["role"], since: try row["created_at"])
    }
}

extension StaffList.Pending {
    init(row: Row) throws {
        self.init(
            id: try row["id"],
            email: try row["email"],
            role: try row["role"],
            expiresAt: try row["expires_at"],
            hasExpired: try row["has_expired"]
        )
    }
}
