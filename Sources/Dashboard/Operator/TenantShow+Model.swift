import Commerce

extension TenantShow {
    /// What the page of an owner shows.
    struct Model: Sendable {
        let email: String
        let path: String
        let plan: Badge
        let facts: [(String, String)]
        let stores: [StoreCard]
        /// Whether there is a store that could be suspended.
        let canSuspend: Bool
        let formToken: String
        var reason = ""
        var error: String?
    }

    /// One store with what it uses.
    struct StoreCard: Sendable {
        let name: String
        let slug: String
        let domain: String?
        let state: Badge
        let usage: [(String, String)]
        let suspension: String?
    }
}

extension TenantShow.Model {
    init(_ tenant: Tenant, _ limits: PlanLimits?, formToken: String) {
        let living = tenant.stores.filter { $0.deletedAt == nil }
        self.init(
            email: tenant.email,
            path: "/operator/tenants/\(tenant.id)",
            plan: Badge(plan: tenant),
            facts: [
                ("Name", tenant.name ?? "not given"), ("With us since", ConsoleDates.day(tenant.createdAt)),
                ("Stores", TenantShow.use(living.count, of: limits?.stores)),
                ("Orders", "\(tenant.orders)"),
                ("Last order", tenant.lastOrderAt.map(ConsoleDates.moment) ?? "none yet"),
            ],
            stores: tenant.stores.map { TenantShow.StoreCard($0, limits) },
            canSuspend: living.contains { $0.suspendedAt == nil },
            formToken: formToken
        )
    }
}

extension TenantShow {
    /// `12 of 50`, or the number alone where the plan sets no limit.
    static func use(_ count: Int, of limit: Int?) -> String {
        limit.map { "\(Counts.text(count)) of \(Counts.text($0))" } ?? Counts.text(count)
    }
}

extension TenantShow.StoreCard {
    init(_ store: TenantStore, _ limits: PlanLimits?) {
        self.init(
            name: store.name,
            slug: store.slug,
            domain: store.domain,
            state: Badge(store),
            usage: [
                ("Products", TenantShow.use(store.products, of: limits?.productsPerStore)),
                ("Orders this month", TenantShow.use(store.ordersThisMonth, of: limits?.ordersPerMonth)),
                ("Pages", TenantShow.use(store.pages, of: limits?.pagesPerStore)),
                ("Staff", TenantShow.use(store.staff, of: limits?.staffPerStore)),
                ("Orders in all", "\(store.orders)"),
                ("Requests this month", Counts.text(store.requestsThisMonth)),
                ("Refused of them", Counts.text(store.refusedThisMonth)),
            ],
            suspension: store.suspendedAt.map { since in
                "Suspended on \(ConsoleDates.moment(since)): \(store.suspendedReason ?? "no reason given")"
            }
        )
    }
}

extension Badge {
    fileprivate init(_ store: TenantStore) {
        if store.deletedAt != nil {
            self.init(word: "Deleted", tone: .quiet)
        } else if store.suspendedAt != nil {
            self.init(word: "Suspended", tone: .bad)
        } else {
            self.init(word: store.isOpen ? "Open" : "Closed", tone: store.isOpen ? .good : .waiting)
        }
    }
}
