import Commerce
import Foundation
import HTTPSupport
import Hummingbird
import Pricing

/// The promotions of a store, with their state and how often they were used.
struct PromotionIndex: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let store = try context.store(for: .promotionsRead)
        let promotions = try await dashboard.read(store, context) { db in
            try await ListPromotions.run(in: store.id, on: db)
        }
        var model = Model(promotions, store, at: Date())
        model.isEditable = try context.membership(in: store).may(.promotionsWrite)
        if try !Query(request)["saved"].isEmpty {
            model.notice = Notice(sentence: "Saved. The shop reckons with it at once.", isGood: true)
        }
        return HTMLPage(model.view(dashboard.chrome(store, .promotions, context)))
    }
}

extension PromotionIndex {
    /// What the page shows.
    struct Model: Sendable {
        let path: String
        let rows: [Row]
        var isEditable = false
        var notice: Notice?
    }

    struct Row: Sendable {
        let path: String
        let name: String
        let code: String
        let gives: String
        let state: Badge
        let uses: String
    }
}

extension PromotionIndex.Model {
    init(_ promotions: [Promotion], _ store: Store, at instant: Date) {
        let path = DashboardChrome.StoreLink(store).path("/promotions")
        self.init(path: path, rows: promotions.map { PromotionIndex.Row($0, path, store, at: instant) })
    }

    func view(_ chrome: DashboardChrome) -> HTML {
        let main: HTML = """
            <div class="head"><h1>Promotions</h1>\
            \(HTML.when(isEditable, "<a class=\"button\" href=\"\(url: "\(path)/new")\">\(Icon.plus)New promotion</a>"))</div>
            \(notice?.view)\(list)
            """
        return DashboardLayout(title: "Promotions", chrome: chrome).document(main)
    }

    private var list: HTML {
        guard !rows.isEmpty else {
            return """
                <div class="card nothing"><h2>No promotions yet</h2>
                <p>A code for your newsletter, ten percent in the first week, free shipping for first orders.</p></div>
                """
        }
        return """
            <div class="card"><table><thead><tr><th scope="col">Promotion</th><th scope="col">Code</th>\
            <th scope="col">Gives</th><th scope="col">State</th><th scope="col" class="number">Orders</th></tr></thead>
            <tbody>\(rows.map(\.view))</tbody></table></div>
            """
    }
}

extension PromotionIndex.Row {
    init(_ promotion: Promotion, _ path: String, _ store: Store, at instant: Date) {
        let details = promotion.details
        self.init(
            path: "\(path)/\(promotion.id)",
            name: details.name,
            code: details.code ?? "Automatic",
            gives: details.benefit.title(Shop(store)),
            state: promotion.state(at: instant).badge,
            uses: details.usesLimit.map { "\(promotion.uses) of \($0)" } ?? "\(promotion.uses)"
        )
    }

    var view: HTML {
        """
        <tr><th scope="row"><a class="cover" href="\(url: path)">\(name)</a></th><td>\(code)</td><td>\(gives)</td>\
        <td>\(state.view)</td><td class="number">\(uses)</td></tr>
        """
    }
}

extension PromotionBenefit {
    func title(_ shop: Shop) -> String {
        switch self {
        case .percentage(let rate, _): "\(rate) off"
        case .amount(let amount, _): "\(shop.format(amount)) off"
        case .buyGet(let deal): "Buy \(deal.bought), get \(deal.got) free"
        case .freeShipping: "Free shipping"
        case .tiers: "Steps"
        }
    }
}

extension Promotion.State {
    var badge: Badge {
        switch self {
        case .active: Badge(word: "Active", tone: .good)
        case .scheduled: Badge(word: "Scheduled", tone: .waiting)
        case .over: Badge(word: "Over", tone: .quiet)
        case .usedUp: Badge(word: "Used up", tone: .quiet)
        case .archived: Badge(word: "Archived", tone: .quiet)
        }
    }
}
