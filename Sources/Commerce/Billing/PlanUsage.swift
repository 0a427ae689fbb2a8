package import Postgres

/// How much of a plan is used.
package struct PlanUsage: Hashable, Sendable {
    package let stores: [StoreUsage]

    package struct StoreUsage: Hashable, Sendable {
        package let name: String
        package let slug: String
        package let products: Int
        package let pages: Int
        package let staff: Int
        package let ordersThisMonth: Int
        package let hasDomain: Bool
        package let requestsThisMonth: Int
        /// Of the requests, those beyond what the plan allows at once.
        package let refusedThisMonth: Int
    }

    package var domains: Int { stores.count(where: \.hasDomain) }
}

extension PlanUsage {
    /// What is counted where the limits are held: the same numbers that refuse.
    static func list(of owner: ID<User>) -> SQL {
        """
        SELECT s.store_name, s.store_slug, u.products, u.pages, u.staff, u.orders, u.has_domain,
            COALESCE(a.requests, 0) AS requests, COALESCE(a.refused, 0) AS refused
        FROM app.plan_usage(\(owner)) u JOIN stores s ON s.id = u.store_id
        LEFT JOIN app.usage_by_month(\(owner), \(UsageMonth.thisMonth)::date) a ON a.store_id = u.store_id
        ORDER BY s.store_name, s.id
        """
    }
}

extension PlanUsage.StoreUsage: PostgresRow {
    package init(row: Row) throws {
        name = try row["store_name"]
        slug = try row["store_slug"]
        products = try row["products"]
        pages = try row["pages"]
        staff = try row["staff"]
        ordersThisMonth = try row["orders"]
        hasDomain = try row["has_domain"]
        requestsThisMonth = try Int(row.decode("requests", as: Int64.self))
        refusedThisMonth = try Int(row.decode("refused", as: Int64.self))
    }
}

extension PlanUsage {
    /// What there is more of than a plan allows. Nothing of it is taken away; nothing can be added to it.
    package func beyond(_ limits: PlanLimits) -> [Excess] {
        let owned = [
            Excess(.stores, in: nil, used: stores.count, limit: limits.stores),
            Excess(.domains, in: nil, used: domains, limit: limits.customDomains),
        ]
        let inStores = stores.flatMap { store in
            [
                Excess(.products, in: store.name, used: store.products, limit: limits.productsPerStore),
                Excess(.pages, in: store.name, used: store.pages, limit: limits.pagesPerStore),
                Excess(.staff, in: store.name, used: store.staff, limit: limits.staffPerStore),
                Excess(.orders, in: store.name, used: store.ordersThisMonth, limit: limits.ordersPerMonth),
            ]
        }
        return (owned + inStores).compactMap(\.self)
    }

    package struct Excess: Hashable, Sendable {
        package let thing: Thing
        package let store: String?
        package let used: Int
        package let limit: Int

        package enum Thing: Hashable, Sendable {
            case stores, domains, products, pages, staff, orders
        }

        fileprivate init?(_ thing: Thing, in store: String?, used: Int, limit: Int?) {
            guard let limit, used > limit else { return nil }
            (self.thing, self.store, self.used, self.limit) = (thing, store, used, limit)
        }
    }
}
