package import Postgres

/// What an owner does with somebody who works in the store. Their next click knows it.
package enum ChangeStaff {
    package static func setRole(
        _ role: StaffRole,
        of member: ID<StaffList.Member>,
        in store: ID<Store>,
        on db: Connection
    ) async throws {
        let changed = try await db.execute(
            "UPDATE staff SET role = \(role) WHERE store_id = \(store) AND id = \(member)"
        )
        guard changed == 1 else { throw StaffError.unknown }
    }

    package static func remove(_ member: ID<StaffList.Member>, from store: ID<Store>, on db: Connection) async throws {
        let removed = try await db.execute("DELETE FROM staff WHERE store_id = \(store) AND id = \(member)")
        guard removed == 1 else { throw StaffError.unknown }
    }
}
