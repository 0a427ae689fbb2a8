import Commerce
import Foundation

/// Says which limit of the plan was met, and where it is lifted.
enum PlanNotice {
    enum Limit: Sendable {
        case stores
        case domains
        case staff
        case products
    }

    static func notice(_ limit: Limit, _ allowance: PlanAllowance?) -> Notice {
        Notice(
            sentence: sentence(limit, allowance),
            link: Notice.Link(title: "Choose a larger plan", path: "/dashboard/plan"))
    }

    private static func sentence(_ limit: Limit, _ allowance: PlanAllowance?) -> String {
        let plan = (allowance?.plan ?? "trial").capitalized
        return switch limit {
        case .stores: "The plan \(plan) allows \(count(allowance?.stores, "store", "stores")), and you have as many."
        case .domains: "The plan \(plan) allows \(count(allowance?.domains, "domain", "domains")) of your own."
        case .products:
            "The plan \(plan) allows \(count(allowance?.productsPerStore, "product", "products")) in a store, and this one has as many."
        case .staff:
            "The plan \(plan) allows \(count(allowance?.staffPerStore, "person", "people")) beside you in a store, invited or working there."
        }
    }

    private static func count(_ number: Int?, _ one: String, _ many: String) -> String {
        switch number ?? 0 {
        case 0: "no \(many)"
        case 1: "1 \(one)"
        case let number: "\(number) \(many)"
        }
    }
}

extension Dashboard {
    /// What was refused because of the plan, with the numbers of the plan of whoever owns the store.
    func planNotice(_ limit: PlanNotice.Limit, of owner: ID<User>) async throws -> Notice {
        let allowance = try await database.transaction(as: .service(store: nil)) { db in
            try await PlanAllowance.find(of: owner, on: db)
        }
        return PlanNotice.notice(limit, allowance)
    }
}
