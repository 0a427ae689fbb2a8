import Commerce
import Foundation
import HTTPSupport
import Pricing

extension PlanShow.Model {
    init(_ overview: PlanOverview, at now: Date) {
        let subscription = overview.subscription
        let excesses = overview.plan.map { overview.usage.beyond($0.limits) } ?? []
        self.init(
            name: overview.plan?.name ?? "No plan",
            state: Badge(subscription),
            sentences: PlanSentences(overview, at: now).all,
            actions: Self.actions(overview),
            meters: Self.meters(overview.usage, overview.plan?.limits),
            history: PlanHistory(overview.history),
            cards: overview.plans.filter(\.isPublic).map { PlanShow.Card($0, overview) },
            excesses: excesses.map(\.sentence),
            isConfigured: overview.isConfigured
        )
    }

    private static func actions(_ overview: PlanOverview) -> [PlanShow.Action] {
        guard overview.isConfigured, let subscription = overview.subscription else { return [] }
        var actions: [PlanShow.Action] = []
        if overview.isKnownToProvider {
            actions.append(.portal(subscription.isOwed ? "Pay or use another card" : "Card and billing address"))
            actions.append(.invoices)
        }
        guard subscription.isRunning else { return actions }
        actions.append(subscription.cancelAtPeriodEnd ? .resume : .end)
        return actions
    }

    private static func meters(_ usage: PlanUsage, _ limits: PlanLimits?) -> [PlanShow.MeterGroup] {
        let owned = PlanShow.MeterGroup(
            title: "All stores",
            meters: [
                PlanShow.Meter(label: "Stores", used: usage.stores.count, limit: limits?.stores),
                PlanShow.Meter(label: "Own domains", used: usage.domains, limit: limits?.customDomains),
            ]
        )
        return [owned]
            + usage.stores.map { store in
                PlanShow.MeterGroup(
                    title: store.name,
                    meters: [
                        PlanShow.Meter(label: "Products", used: store.products, limit: limits?.productsPerStore),
                        PlanShow.Meter(
                            label: "Orders this month",
                            used: store.ordersThisMonth,
                            limit: limits?.ordersPerMonth
                        ),
                        PlanShow.Meter(label: "Pages", used: store.pages, limit: limits?.pagesPerStore),
                        PlanShow.Meter(label: "Staff", used: store.staff, limit: limits?.staffPerStore),
                        PlanShow.Meter(
                            label: "Requests this month", used: store.requestsThisMonth, limit: nil, isLimited: false),
                        PlanShow.Meter(
                            label: "Refused of them", used: store.refusedThisMonth, limit: nil, isLimited: false),
                    ]
                )
            }
    }
}

extension PlanShow.Card {
    init(_ plan: Plan, _ overview: PlanOverview) {
        self.init(
            name: plan.name,
            summary: plan.summary,
            price: plan.price.formatted(),
            per: "per \(plan.interval.rawValue)",
            allowances: plan.limits.allowances,
            offer: Self.offer(plan, overview)
        )
    }

    private static func offer(_ plan: Plan, _ overview: PlanOverview) -> Offer {
        let current = overview.subscription
        let isRunning = current?.isRunning == true
        if current?.plan == plan.kind, isRunning || current?.status == .active { return .current }
        guard overview.isConfigured else { return .unavailable("Not sold yet") }
        guard overview.buyable.contains(plan.kind) else { return .unavailable("Not sold yet") }
        guard isRunning else { return .buy(kind: plan.kind.rawValue) }
        guard current?.isOwed == false else { return .unavailable("Pay the open invoice first") }
        let isMore = plan.price.minorUnits > (overview.plan?.price.minorUnits ?? 0)
        return .change(kind: plan.kind.rawValue, word: isMore ? "Upgrade" : "Switch")
    }
}

extension PlanLimits {
    var allowances: [String] {
        [
            Self.say(stores, "store", "stores"), Self.say(productsPerStore, "product", "products") + " in each",
            Self.say(ordersPerMonth, "order", "orders") + " a month in each",
            Self.say(pagesPerStore, "page", "pages") + " in each", Self.say(customDomains, "own domain", "own domains"),
            Self.say(staffPerStore, "member of staff", "members of staff") + " in each",
        ]
    }

    private static func say(_ limit: Int?, _ one: String, _ many: String) -> String {
        guard let limit else { return "Unlimited \(many)" }
        return "\(Counts.text(limit)) \(limit == 1 ? one : many)"
    }
}

extension PlanUsage.Excess {
    /// Such as `Hearth & Clay has 1,200 products where the plan allows 1,000.`
    var sentence: String {
        let who = store ?? "Your account"
        return "\(who) has \(used) \(word) where the plan allows \(limit)."
    }

    private var word: String {
        switch thing {
        case .stores: "stores"
        case .domains: "domains"
        case .products: "products"
        case .pages: "pages"
        case .staff: "members of staff"
        case .orders: "orders this month"
        }
    }
}

extension Subscription {
    /// Whether the provider runs it, so that it is changed and not bought.
    var isRunning: Bool {
        providerID != nil && ![.canceled, .incomplete, .incompleteExpired].contains(status)
    }
}

extension Badge {
    init(_ subscription: Subscription?) {
        guard let subscription else {
            self.init(word: "No plan", tone: .quiet)
            return
        }
        switch subscription.status {
        case .active where subscription.cancelAtPeriodEnd: self.init(word: "Ends soon", tone: .waiting)
        case .active: self.init(word: "Active", tone: .good)
        case .trialing: self.init(word: "Trial", tone: .good)
        case .pastDue: self.init(word: "Payment failed", tone: .bad)
        case .unpaid: self.init(word: "Unpaid", tone: .bad)
        case .paused: self.init(word: subscription.isTrial ? "Trial ended" : "Paused", tone: .bad)
        case .canceled, .incompleteExpired: self.init(word: "Ended", tone: .bad)
        case .incomplete: self.init(word: "Waiting for payment", tone: .waiting)
        case .other: self.init(word: "Being checked", tone: .quiet)
        }
    }
}
