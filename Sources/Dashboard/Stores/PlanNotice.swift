import Commerce
import Foundation

/// Says what the plan does not allow, and where that is mended.
enum PlanNotice {
    /// - Parameter limit: one of stores, domains, products and staff.
    static func notice(_ limit: PlanLimit.Kind, _ allowance: PlanAllowance?) -> Notice {
        let allowed =
            switch limit {
            case .domains: allowance?.domains
            case .staff: allowance?.staffPerStore
            case .products: allowance?.productsPerStore
            default: allowance?.stores
            }
        return Notice(
            sentence: PlanLimit(limit, plan: allowance?.name, allowed: allowed).fact,
            link: Notice.Link(title: "Choose a larger plan", path: PlanLimit.path)
        )
    }

    /// Nobody opens or takes over a store on a plan that is not paid.
    static let unpaid = Notice(
        sentence: "Your plan is not paid or has ended, so you can open no store and take over none yet.",
        link: Notice.Link(title: "Pay or choose a plan", path: PlanLimit.path)
    )
}

extension Dashboard {
    /// What was refused because of the plan, with the numbers of the plan of whoever owns the store.
    func planNotice(_ limit: PlanLimit.Kind, of owner: ID<User>) async throws -> Notice {
        let allowance = try await database.transaction(as: .service(store: nil)) { db in
            try await PlanAllowance.find(of: owner, on: db)
        }
        return PlanNotice.notice(limit, allowance)
    }
}
