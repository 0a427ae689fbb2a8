import Commerce
import Foundation
import HTTPSupport
import Hummingbird
import Postgres
import Pricing

/// The first room: how today goes, and what waits to be done.
struct OverviewShow: Sendable {
    let dashboard: Dashboard

    /// What fits beside the figures; the list of orders has them all.
    private static let orderCount = 5

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let store = try context.store(for: .ordersRead)
        let seesVisits = try context.membership().may(.analyticsRead)
        let seesKeys = try context.membership().may(.tenancyWrite)
        let (overview, orders, keys) = try await dashboard.read(store, context) { db in
            (
                try await StoreOverview.find(store, on: db),
                try await ListOrders.run(in: store.id, on: db).orders.prefix(Self.orderCount),
                seesKeys ? try await StoredKey.list(in: store.id, on: db) : []
            )
        }
        var model = Model(overview, Array(orders), keys, store, seesVisits: seesVisits)
        model.notice = Self.welcome(try Query(request)["opened"], store)
        return HTMLPage(model.view(dashboard.chrome(store, .overview, context)))
    }

    /// After the last step of opening a store.
    private static func welcome(_ opened: String, _ store: Store) -> Notice? {
        guard !opened.isEmpty else { return nil }
        let shelf =
            opened == "samples"
            ? "Sample products are being put on the shelf; they appear in a moment."
            : "Now add your first products."
        let link = Notice.Link(title: "Look at the shop", path: "/s/\(store.slug)")
        return Notice(sentence: "\(store.name) is open. \(shelf)", isGood: true, link: link)
    }
}

extension OverviewShow.Model {
    init(
        _ overview: StoreOverview, _ orders: [OrderSummary], _ keys: [StoredKey], _ store: Store, seesVisits: Bool
    ) {
        let links = DashboardChrome.StoreLink(store)
        let shop = Shop(store)
        self.init(
            greeting: store.name,
            figures: Self.figures(overview, shop).filter { seesVisits || $0.label != Self.visits },
            tasks: Self.tasks(overview, links) + keys.compactMap { OverviewShow.Task($0, links) },
            chart: SalesChart(overview.days, shop),
            orders: orders.map { OrderIndex.Row($0, path: links.path("/orders"), shop) },
            ordersPath: links.path("/orders"),
            lowStock: overview.lowStock.map {
                OverviewShow.LowStock(
                    name: $0.name,
                    path: links.path("/products/\($0.id)"),
                    left: $0.available > 0 ? "\($0.available) left" : "Sold out"
                )
            }
        )
    }

    private static let visits = "Visits"

    private static func figures(_ overview: StoreOverview, _ shop: Shop) -> [OverviewShow.Figure] {
        let days = overview.days.suffix(2)
        guard let yesterday = days.first, let today = days.last else { return [] }
        return [
            OverviewShow.Figure("Sales", shop.format(today.revenue), yesterday: shop.format(yesterday.revenue)),
            OverviewShow.Figure("Orders", "\(today.orders)", yesterday: "\(yesterday.orders)"),
            OverviewShow.Figure(Self.visits, "\(overview.visitsToday)", yesterday: "\(overview.visitsYesterday)"),
        ]
    }

    private static func tasks(_ overview: StoreOverview, _ links: DashboardChrome.StoreLink) -> [OverviewShow.Task] {
        var tasks: [OverviewShow.Task] = []
        if overview.ordersToShip > 0 {
            let sentence = overview.ordersToShip == 1 ? "1 order to ship" : "\(overview.ordersToShip) orders to ship"
            tasks.append(OverviewShow.Task(sentence: sentence, path: links.path("/orders?status=processing")))
        }
        if overview.unpaidOrders > 0 {
            let count = overview.unpaidOrders
            let sentence = count == 1 ? "1 order waits for its payment" : "\(count) orders wait for their payment"
            tasks.append(OverviewShow.Task(sentence: sentence, path: links.path("/orders?status=pending")))
        }
        return tasks
    }
}

extension OverviewShow.Figure {
    fileprivate init(_ label: String, _ value: String, yesterday: String) {
        self.init(label: label, value: value, comparison: "\(yesterday) yesterday")
    }
}

extension SalesChart {
    fileprivate init(_ days: [StoreOverview.Day], _ shop: Shop) {
        let highest = Double(max(1, days.map(\.revenue.minorUnits).max() ?? 1))
        let captions = days.map { "\(StoreDates.day($0.date)): \(shop.format($0.revenue))" }
        let total = days.reduce(0) { $0 + $1.revenue.minorUnits }
        let sum = shop.format(Money(minorUnits: total, shop.currency))
        self.init(
            summary: "Sales of the last \(days.count) days, \(sum) in all. " + captions.joined(separator: ", "),
            bars: zip(days, captions).map { Bar(caption: $1, share: max(0, Double($0.revenue.minorUnits)) / highest) },
            firstDay: days.first.map { StoreDates.day($0.date) } ?? "",
            lastDay: "Today"
        )
    }
}

extension OverviewShow.Task {
    /// A key that ends soon, or has ended; nil for any other.
    fileprivate init?(_ key: StoredKey, _ links: DashboardChrome.StoreLink) {
        guard let expiry = key.expiry, let days = key.daysLeft(), days <= StoredKey.noticeDays else { return nil }
        let day = expiry.formatted(.iso8601.year().month().day())
        self.init(
            sentence: "The \(key.kind.title) \(key.hasEnded() ? "ended" : "ends") on \(day): enter a new one",
            path: KeyPage.payments.path(links)
        )
    }
}
