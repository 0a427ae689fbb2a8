import Commerce
import Foundation
import HTTPSupport
import Hummingbird

/// All owners, by e-mail address.
struct TenantIndex: Sendable {
    let console: Console

    @Sendable func show(_ request: Request, context: OperatorRequestContext) async throws -> HTMLPage {
        let query = try Query(request)
        let isSuspended = !query["suspended"].isEmpty
        let after = query["after"]
        let search = TenantSearch(words: query["q"], suspendedOnly: isSuspended)
        let list = ListTenants(database: console.database)
        let page = try await list(search, after: after.isEmpty ? nil : after)
        let model = Model(page, searched: query["q"], isSuspended: isSuspended)
        return HTMLPage(model.view(console.chrome(.tenants, context)))
    }

    /// What the room shows.
    struct Model: Sendable {
        let searched: String
        let isSuspended: Bool
        let tenants: [Row]
        let nextPage: String?
    }

    /// An owner in the list.
    struct Row: Sendable {
        let email: String
        let path: String
        let plan: Badge
        let stores: String
        let products: String
        let orders: String
        let lastOrder: String
        let isSuspended: Bool
    }
}

extension TenantIndex.Model {
    init(_ page: Page<Tenant, String>, searched: String, isSuspended: Bool) {
        self.init(
            searched: searched,
            isSuspended: isSuspended,
            tenants: page.items.map(TenantIndex.Row.init),
            nextPage: page.next.map { next in
                "/operator/tenants?after=\(Query.encode(next))"
                    + (searched.isEmpty ? "" : "&q=\(Query.encode(searched))") + (isSuspended ? "&suspended=1" : "")
            }
        )
    }
}

extension TenantIndex.Row {
    init(_ tenant: Tenant) {
        self.init(
            email: tenant.email,
            path: "/operator/tenants/\(tenant.id)",
            plan: Badge(plan: tenant),
            stores: tenant.stores.isEmpty ? "No store" : tenant.stores.map(\.slug).joined(separator: ", "),
            products: "\(tenant.products) products",
            orders: "\(tenant.orders) orders",
            lastOrder: tenant.lastOrderAt.map { "Last order \(ConsoleDates.day($0))" } ?? "No orders yet",
            isSuspended: tenant.isSuspended
        )
    }
}

extension Badge {
    /// A plan, in the colour of how its payment stands.
    init(plan tenant: Tenant) {
        let tone: Tone =
            switch tenant.planStatus {
            case "active": .good
            case "trialing": .quiet
            case "past_due", "paused": .waiting
            default: .bad
            }
        let isUsual = ["active", "trialing"].contains(tenant.planStatus)
        let status = tenant.planStatus.replacing("_", with: " ")
        self.init(word: tenant.plan.capitalized + (isUsual ? "" : ", \(status)"), tone: tone)
    }
}
