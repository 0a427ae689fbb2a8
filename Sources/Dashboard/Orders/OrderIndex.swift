import Commerce
import Foundation
import HTTPSupport
import Hummingbird

/// The store's orders, newest first.
struct OrderIndex: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let store = try context.store(for: .ordersRead)
        let query = try Query(request)
        let status = OrderStatus(rawValue: query["status"])
        let search = OrderSearch(query["q"])
        let cursor: OrderCursor? = try query.value("after")
        let list = try await dashboard.read(store, context) { db in
            try await ListOrders.run(in: store.id, status: status, matching: search, after: cursor, on: db)
        }
        let model = Model(list, store: store, status: status, searched: query["q"])
        return HTMLPage(model.view(dashboard.chrome(store, .orders, context)))
    }
}

extension OrderIndex.Model {
    init(_ list: OrderList, store: Store, status: OrderStatus?, searched: String) {
        let path = DashboardChrome.StoreLink(store).path("/orders")
        let shop = Shop(store)
        let choices: [(String, OrderStatus?)] = [("All", nil)] + OrderStatus.allCases.map { ($0.title, $0) }
        self.init(
            filters: choices.map { title, choice in
                OrderIndex.Filter(
                    title: title,
                    path: choice.map { "\(path)?status=\($0.rawValue)" } ?? path,
                    isChosen: choice == status
                )
            },
            searched: searched,
            chosenFilter: status?.rawValue ?? "",
            path: path,
            orders: list.orders.map { OrderIndex.Row($0, path: path, shop) },
            nextPage: list.next.map { next in
                "\(path)?after=\(next)" + (status.map { "&status=\($0.rawValue)" } ?? "")
                    + (searched.isEmpty ? "" : "&q=\(Query.encode(searched))")
            }
        )
    }
}

extension OrderIndex.Row {
    init(_ order: OrderSummary, path: String, _ shop: Shop) {
        self.init(
            number: order.number,
            path: "\(path)/\(order.id)",
            placed: StoreDates.short(order.placedAt, in: shop),
            customer: order.email,
            payment: Badge(order.paymentStatus),
            fulfilment: Badge(order.status, order.fulfillmentStatus),
            total: shop.format(order.total)
        )
    }
}
