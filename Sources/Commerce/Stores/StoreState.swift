package import Postgres

/// Why visitors are let into a store, or not.
package enum StoreState: Hashable, Sendable {
    case open
    /// By its owner.
    case paused
    /// By the operator.
    case suspended
    /// The owner's plan has ended.
    case unpaid
}

extension StoreState {
    package static func find(_ store: ID<Store>, on db: Connection) async throws -> StoreState {
        let row = try await db.one(
            """
            SELECT is_open, is_active, suspended_at IS NOT NULL AS is_suspended FROM stores WHERE id = \(store)
            """
        )
        if try row.decode("is_open", as: Bool.self) { return .open }
        if try !row.decode("is_active", as: Bool.self) { return .paused }
        return try row.decode("is_suspended", as: Bool.self) ? .suspended : .unpaid
    }
}
