package import Foundation
import Postgres

/// Everything that an owner's page about the plan shows, without asking the provider.
package struct PlanOverview: Sendable {
    package let subscription: Subscription?
    package let plans: [Plan]
    package let usage: PlanUsage
    /// The newest first; a year at most.
    package let history: [UsageMonth]
    /// From when on the dashboard is only read; nil while it is not.
    package let readOnlyFrom: Date?
    /// Whether the operator has given the program a key, and which plans have a price.
    package let isConfigured: Bool
    package let buyable: Set<Plan.Kind>
    package let isKnownToProvider: Bool
    /// When this was so.
    package let date: Date

    /// The plan whose limits hold.
    package var plan: Plan? {
        let kind = subscription.flatMap { $0.status == .canceled ? nil : $0.plan } ?? .trial
        return plans.first { $0.kind == kind }
    }
}

package struct ShowPlan: Sendable {
    private let billing: Billing

    package init(_ billing: Billing) {
        self.billing = billing
    }

    /// - Throws: ``BillingError/noOwner`` for who owns no account of stores.
    package func callAsFunction(of owner: ID<User>) async throws -> PlanOverview {
        let found = try await billing.database.read(
            as: Persona.billing.databaseActor,
            [
                Subscription.find(of: owner), Plan.list, PlanUsage.list(of: owner), UsageMonth.list(of: owner),
                "SELECT o.stripe_customer_id, t.read_only_from FROM store_owners o, app.standing_of(o.id) t WHERE o.id = \(owner)",
            ]
        )
        guard let standing = found[4].first else { throw BillingError.noOwner }
        let plans = try found[1].map(Plan.init(row:))
        let customer: String? = try standing["stripe_customer_id"]
        return PlanOverview(
            subscription: try found[0].first.map(Subscription.init(row:)),
            plans: plans,
            usage: PlanUsage(stores: try found[2].map(PlanUsage.StoreUsage.init(row:))),
            history: try found[3].map(UsageMonth.init(row:)),
            readOnlyFrom: try standing["read_only_from"],
            isConfigured: try await billing.keys.secretKey() != nil,
            buyable: Set(plans.filter { $0.isPublic && billing.prices.price(of: $0) != nil }.map(\.kind)),
            isKnownToProvider: customer != nil,
            date: billing.now()
        )
    }
}
