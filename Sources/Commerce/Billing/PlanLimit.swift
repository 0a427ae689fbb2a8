package import Postgres

/// Something that the owner's plan does not allow, as the database refused it.
package enum PlanLimit: String, Error, Hashable, Sendable, CaseIterable {
    case stores = "plan_allows_more_stores"
    case products = "plan_allows_more_products"
    case orders = "plan_allows_more_orders"
    case pages = "plan_allows_more_pages"
    case domains = "plan_allows_custom_domain"
    case staff = "plan_allows_more_staff"

    package init?(_ error: PostgresError) {
        guard let constraint = error.constraint, let limit = PlanLimit(rawValue: constraint) else { return nil }
        self = limit
    }

    /// Where the limit is lifted.
    package static let path = "/dashboard/plan"
}

extension PlanLimit: CustomStringConvertible {
    /// Which limit, and how to lift it.
    package var description: String {
        switch self {
        case .stores:
            "Your plan allows no more stores. Choose a larger plan, or delete a store that you no longer need."
        case .products:
            "Your plan allows no more products in this store. Choose a larger plan, or delete products that you no longer sell."
        case .orders:
            "Your plan allows no more orders in this store this month. Choose a larger plan, or wait for the first of the next month."
        case .pages:
            "Your plan allows no more pages in this store. Choose a larger plan, or delete a page that you no longer need."
        case .domains:
            "Your plan allows no more domains. Choose a larger plan, or give up the domain of another store."
        case .staff:
            "Your plan allows no more staff in this store. Choose a larger plan, or remove somebody who no longer works there."
        }
    }
}

extension PostgresError {
    /// The plan is not paid, and people only read: nothing was changed.
    package var isReadOnly: Bool { sqlState == .readOnlyTransaction }
}
