package import Postgres

/// A store that somebody may enter, and as what.
package struct Membership: Hashable, Sendable {
    package let store: Store
    package let role: Role

    package enum Role: Hashable, Sendable {
        case owner
        case staff(StaffRole)
    }
}

extension Membership {
    package var isOwner: Bool { role == .owner }

    package func may(_ permission: Permission) -> Bool {
        switch role {
        case .owner: true
        case .staff(let role): role.permissions.contains(permission)
        }
    }

    /// As whom the database knows the person in this store.
    package func persona(of user: ID<User>) -> Persona {
        switch role {
        case .owner: .owner(user: user, store: store.id)
        case .staff: .staff(user: user, store: store.id)
        }
    }
}

extension Membership: PostgresRow {
    /// The stores somebody owns or works in, the oldest first. Deleted ones are entered by nobody.
    static func list(of user: ID<User>) -> SQL {
        """
        SELECT \(Store.columns), m.role FROM (
            SELECT id AS store_id, NULL AS role FROM stores WHERE store_owner_id = \(user)
            UNION ALL
            SELECT store_id, role FROM staff WHERE user_id = \(user) AND is_active
        ) AS m JOIN stores ON stores.id = m.store_id
        WHERE deleted_at IS NULL ORDER BY created_at, id
        """
    }

    package init(row: Row) throws {
        store = try Store(row: row)
        let staff: StaffRole? = try row["role"]
        role = staff.map(Role.staff) ?? .owner
    }
}
