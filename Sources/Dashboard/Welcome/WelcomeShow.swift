import Commerce
import Foundation
package import HTTPSupport
package import Hummingbird
import Postgres
import Pricing

/// The platform's first page, for an owner who wants to sell tonight.
struct WelcomeShow: Sendable {
    let dashboard: Dashboard
    /// The path of the sample shop, where there is one.
    let demoShop: @Sendable () async throws -> String?

    @Sendable func show(_ request: Request, context: AppRequestContext) async throws -> HTMLPage {
        let plans = try await ListOfferedPlans(database: dashboard.database)()
        let model = Model(plans: plans, demoPath: try await demoShop())
        // The same for everybody, and small enough to be made anew each minute.
        return HTMLPage(model.view, headers: [.cacheControl: "public, max-age=60"])
    }
}

/// Adds the platform's first page.
package func addWelcomeRoute(
    to router: some RouterMethods<AppRequestContext>,
    _ dashboard: Dashboard,
    demoShop: @escaping @Sendable () async throws -> String?
) {
    router.get("", use: WelcomeShow(dashboard: dashboard, demoShop: demoShop).show)
}

extension WelcomeShow.Model {
    init(plans: [Plan], demoPath: String?) {
        self.init(
            demoPath: demoPath,
            trial: plans.first { $0.kind == .trial }.map { WelcomeShow.limits($0.limits) } ?? [],
            plans: plans.filter { $0.kind != .trial }.map { plan in
                WelcomeShow.PlanCard(
                    name: plan.name,
                    summary: plan.summary,
                    price: MoneyStyle(language: "en").format(plan.price),
                    interval: plan.interval == .month ? "a month" : "a year",
                    limits: WelcomeShow.limits(plan.limits)
                )
            }
        )
    }
}

extension WelcomeShow {
    /// What a plan allows, a line each. What it does not allow at all is left out.
    static func limits(_ limits: PlanLimits) -> [String] {
        [
            line(limits.stores, "shop", "shops"),
            line(limits.productsPerStore, "product in each", "products in each"),
            line(limits.ordersPerMonth, "order a month", "orders a month"),
            line(limits.staffPerStore, "person at work", "people at work"),
            line(limits.customDomains, "domain of your own", "domains of your own"),
        ].compactMap(\.self)
    }

    private static func line(_ limit: Int?, _ one: String, _ many: String) -> String? {
        switch limit {
        case nil: "Any number of \(many)"
        case 0: nil
        case 1: "1 \(one)"
        case let number?: "\(number.formatted(.number.locale(.init(identifier: "en")))) \(many)"
        }
    }
}
