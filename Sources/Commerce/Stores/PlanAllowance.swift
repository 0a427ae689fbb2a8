package import Postgres

/// How much an owner's plan allows; nil is unlimited.
package struct PlanAllowance: Hashable, Sendable {
    /// As people know it: `Starter`.
    package let name: String
    package let stores: Int?
    package let domains: Int?
    package let staffPerStore: Int?
    package let productsPerStore: Int?
}

extension PlanAllowance: PostgresRow {
    /// - Parameter db: of the owner, or of the service persona without a store.
    package static func find(of owner: ID<User>, on db: Connection) async throws -> PlanAllowance? {
        try await db.first(fetch(of: owner), as: PlanAllowance.self)
    }

    /// Of whoever owns the store, who need not be who asks.
    /// - Parameter db: of the service persona.
    package static func find(in store: ID<Store>, on db: Connection) async throws -> PlanAllowance? {
        try await db.first(
            fetch(of: "(SELECT store_owner_id FROM stores WHERE id = \(store))"), as: PlanAllowance.self)
    }

    static func fetch(of owner: ID<User>) -> SQL { fetch(of: "\(owner)" as SQL) }

    private static func fetch(of owner: SQL) -> SQL {
        """
        SELECT l.display_name, l.stores, l.custom_domains, l.staff_per_store, l.products_per_store
        FROM store_owners o JOIN plan_limits l ON l.plan_type = o.subscription_tier WHERE o.id = \(owner)
        """
    }

    package init(row: Row) throws {
        name = try row["display_name"]
        stores = try row.decode("stores", as: Int32?.self).map(Int.init)
        domains = try row.decode("custom_domains", as: Int32?.self).map(Int.init)
        staffPerStore = try row.decode("staff_per_store", as: Int32?.self).map(Int.init)
        productsPerStore = try row.decode("products_per_store", as: Int32?.self).map(Int.init)
    }
}
