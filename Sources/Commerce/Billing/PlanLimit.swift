import Foundation
package import Postgres

/// Something that the owner's plan does not allow, as the database refused it.
package struct PlanLimit: Error, Hashable, Sendable {
    /// What there would have been too much of, by the name of the constraint.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case stores = "plan_allows_more_stores"
        case products = "plan_allows_more_products"
        case orders = "plan_allows_more_orders"
        case pages = "plan_allows_more_pages"
        case domains = "plan_allows_custom_domain"
        case staff = "plan_allows_more_staff"
    }

    package let kind: Kind
    /// The plan's name and its number; nil where the database did not say them.
    package let plan: String?
    package let allowed: Int?

    package init(_ kind: Kind, plan: String? = nil, allowed: Int? = nil) {
        self.kind = kind
        self.plan = plan
        self.allowed = allowed
    }

    package init?(_ error: PostgresError) {
        guard let kind = error.constraint.flatMap(Kind.init) else { return nil }
        let detail = error.detail.flatMap { try? JSONDecoder().decode(Detail.self, from: Data($0.utf8)) }
        self.init(kind, plan: detail?.plan, allowed: detail?.allows)
    }

    /// What `app.refuse_beyond_plan` says beside the constraint's name.
    private struct Detail: Decodable {
        let plan: String
        let allows: Int
    }

    /// Where the limit is lifted.
    package static let path = "/dashboard/plan"
}

extension PlanLimit: CustomStringConvertible {
    /// Which limit, and how to lift it.
    package var description: String { "\(fact) \(remedy)" }

    /// Such as `Your plan Starter allows 2 stores.`
    package var fact: String {
        guard let plan, let allowed else { return "Your plan allows no more \(kind.many)." }
        let number = allowed == 0 ? "no" : allowed.formatted(.number.locale(Locale(identifier: "en-GB")))
        return "Your plan \(plan) allows \(number) \(allowed == 1 ? kind.one : kind.many)."
    }

    private var remedy: String {
        switch kind {
        case .stores: "Choose a larger plan, or delete a store that you no longer need."
        case .products: "Choose a larger plan, or delete products that you no longer sell."
        case .orders: "Choose a larger plan, or wait for the first of the next month."
        case .pages: "Choose a larger plan, or delete a page that you no longer need."
        case .domains where allowed == 0: "Choose a larger plan."
        case .domains: "Choose a larger plan, or give up the domain of another store."
        case .staff: "Choose a larger plan, withdraw an invitation, or remove somebody who no longer works there."
        }
    }
}

extension PlanLimit.Kind {
    fileprivate var one: String {
        switch self {
        case .stores: "store"
        case .products: "product in each store"
        case .orders: "order a month in each store"
        case .pages: "page in each store"
        case .domains: "domain of your own"
        case .staff: "person beside you in each store, invited or working there"
        }
    }

    fileprivate var many: String {
        switch self {
        case .stores: "stores"
        case .products: "products in each store"
        case .orders: "orders a month in each store"
        case .pages: "pages in each store"
        case .domains: "domains of your own"
        case .staff: "people beside you in each store, invited or working there"
        }
    }
}

extension PostgresError {
    /// The plan is not paid, and people only read: nothing was changed.
    package var isReadOnly: Bool { sqlState == .readOnlyTransaction }
}
