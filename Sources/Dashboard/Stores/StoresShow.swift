import Commerce
import Foundation
import HTTPSupport
import Hummingbird
import Postgres
import Pricing

/// Whoever comes in: to their store where there is one, to all of them where there are several, and to the first step
/// where there is none.
struct StoresShow: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let memberships = context.session.memberships
        let deleted = try await dashboard.database.transaction(as: .service(store: nil)) { db in
            try await DeletedStore.list(of: context.session.user.id, on: db)
        }
        if deleted.isEmpty, memberships.count < 2 {
            let path = memberships.first.map { DashboardChrome.StoreLink($0.store).path("") } ?? "/dashboard/stores/new"
            return try SeeOther(path).response(from: request, context: context)
        }
        var figures: [(membership: Membership, today: StoreToday)] = []
        for membership in memberships {
            let store = membership.store
            let today = try await dashboard.read(store, context) { db in try await StoreToday.find(store, on: db) }
            figures.append((membership, today))
        }
        let model = Model(
            rows: figures.map { Row($0.membership, $0.today) },
            sums: Self.sums(of: figures.filter(\.membership.isOwner)),
            deleted: deleted.map(Deleted.init),
            notice: try Query(request)["deleted"].isEmpty
                ? nil : Notice(sentence: "The store is closed and can be restored for thirty days.", isGood: true)
        )
        return try HTMLPage(model.view(dashboard.chrome(context))).response(from: request, context: context)
    }

    /// A deleted store comes back, paused.
    @Sendable func restore(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        _ = try await dashboard.form(request, context)
        let store: ID<Store> = try PathText.value("deleted", context)
        let user = context.session.user.id
        do {
            try await dashboard.database.transaction(as: .owner(user: user, store: nil)) { db in
                try await StoreLife.restore(store, of: user, on: db)
            }
        } catch let error as StoreError {
            return try await page(refused: error, context).response(from: request, context: context)
        } catch let error as PostgresError where error.constraint == "app_enter_refused" {
            // Somebody who owns no store.
            throw RequestProblem.notFound
        }
        return try SeeOther("/dashboard").response(from: request, context: context)
    }

    private func page(refused error: StoreError, _ context: SignedInRequestContext) async throws -> HTMLPage {
        let user = context.session.user.id
        let notice: Notice
        switch error {
        case .planAllowsNoMoreStores: notice = try await dashboard.planNotice(.stores, of: user)
        case .restoredTooLate: notice = Notice(sentence: "The thirty days are over: this store is being erased.")
        default: throw RequestProblem.notFound
        }
        let deleted = try await dashboard.database.transaction(as: .service(store: nil)) { db in
            try await DeletedStore.list(of: user, on: db)
        }
        let model = Model(rows: [], deleted: deleted.map(Deleted.init), notice: notice)
        return HTMLPage(model.view(dashboard.chrome(context)), status: .conflict)
    }

    /// What somebody owns together, in the order of the currencies' first stores.
    private static func sums(of figures: [(membership: Membership, today: StoreToday)]) -> [Sum] {
        var currencies: [Currency] = []
        for figure in figures where !currencies.contains(figure.membership.store.currency) {
            currencies.append(figure.membership.store.currency)
        }
        return currencies.map { currency in Sum(currency, figures.filter { $0.membership.store.currency == currency }) }
    }
}

extension StoresShow.Sum {
    fileprivate init(_ currency: Currency, _ figures: [(membership: Membership, today: StoreToday)]) {
        let total = { (amount: (StoreToday) -> Money) in
            let units = figures.reduce(0) { $0 + amount($1.today).minorUnits }
            return MoneyStyle(language: "en").format(Money(minorUnits: units, currency))
        }
        self.init(
            currency: currency.code,
            today: total(\.revenue),
            ordersToday: figures.reduce(0) { $0 + $1.today.orders },
            month: total(\.revenueOfMonth),
            ordersOfMonth: figures.reduce(0) { $0 + $1.today.ordersOfMonth },
            toDo: figures.reduce(0) { $0 + $1.today.ordersToDo }
        )
    }
}

extension StoresShow.Row {
    fileprivate init(_ membership: Membership, _ today: StoreToday) {
        let store = membership.store
        let shop = Shop(store)
        self.init(
            name: store.name,
            path: DashboardChrome.StoreLink(store).path(""),
            role: membership.title,
            state: store.isOpen ? Badge(word: "Open", tone: .good) : Badge(word: "Closed", tone: .quiet),
            sales: shop.format(today.revenue),
            orders: "\(today.orders)",
            visits: membership.may(.analyticsRead) ? "\(today.visits)" : "–",
            month: shop.format(today.revenueOfMonth),
            toDo: today.ordersToDo
        )
    }
}

extension StoresShow.Deleted {
    init(_ store: DeletedStore) {
        self.init(
            name: store.name,
            path: "/dashboard/deleted-stores/\(store.id)/restorations",
            until: store.purgedAfter.formatted(
                Date.FormatStyle(date: .long, time: .omitted, locale: Locale(identifier: "en-GB"), timeZone: .gmt))
        )
    }
}

extension Membership {
    /// What the person is here.
    var title: String {
        switch role {
        case .owner: "Owner"
        case .staff(let role): role.title
        }
    }
}
