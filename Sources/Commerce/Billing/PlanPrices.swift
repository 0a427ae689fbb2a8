/// Which of Stripe's prices sells which plan: the operator's settings win over the table of plans.
package struct PlanPrices: Sendable {
    private let settings: [Plan.Kind: String]

    package init(settings: [Plan.Kind: String] = [:]) {
        self.settings = settings
    }

    package func price(of plan: Plan) -> String? {
        settings[plan.kind] ?? plan.stripePrice
    }

    /// The plan that a price buys; where nobody sells that price, the plan that we wrote on the subscription; and where
    /// that was made by hand, the smallest that costs anything.
    func plan(bought price: String?, named: String?, among plans: [Plan]) -> Plan.Kind {
        let sold = price.flatMap { price in plans.first { self.price(of: $0) == price } }
        let written = named.flatMap(Plan.Kind.init(rawValue:)).flatMap { $0 == .trial ? nil : $0 }
        return sold?.kind ?? written ?? .starter
    }
}
