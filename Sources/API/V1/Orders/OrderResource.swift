import Commerce
import HTTPSupport
import Postgres

extension CommerceAPI {
    /// What was bought.
    var orderOperations: [Operation<APIKeyRequestContext>] { [listOrders, showOrder] }

    private static let order = Parameter<ID<Order>>.id("order", "The order's id.")
    private static let status = Parameter.choice(of: OrderStatus.self, "status", "Those in this state.")
    private static let words = Parameter.text(
        "q", 1...100, "A number, or a part of the buyer's name or e-mail address.")

    private var listOrders: Operation<APIKeyRequestContext> {
        OperationDescription.get("/orders", "listOrders", "Orders, the newest first")
            .needs(.readOrders)
            .takes(
                Self.status.description, Self.words.description, PageCursor.limit.description,
                PageCursor.after.description
            )
            .answers(.page(of: OrderEntryDocument.schema))
            .sparse()
            .done { call in
                let (limit, after) = (try call(PageCursor.limit), try call(PageCursor.after))
                let last = try PageCursor.value(after, as: OrderCursor.self)
                let (status, words) = (try call(Self.status), try call(Self.words))
                let list = try await act(call.context) { db in
                    try await ListOrders.run(
                        in: call.context.store, status: status, matching: words.flatMap(OrderSearch.init), after: last,
                        size: limit, on: db)
                }
                let page = Page(items: list.orders, next: list.next?.description)
                return try .document(PageDocument(page, document: OrderEntryDocument.init))
            }
    }

    private var showOrder: Operation<APIKeyRequestContext> {
        OperationDescription.get("/orders/{order}", "showStoreOrder", "An order")
            .needs(.readOrders)
            .takes(Self.order.description)
            .answers(OrderDocument.schema)
            .sparse()
            .tagged()
            .done { call in
                let id = try call(Self.order)
                let found = try await act(call.context) { db in
                    try await ShowOrder.run(id, in: call.context.store, on: db)
                }
                guard let page = found else { throw APIProblem.notFound }
                return try .tagged(OrderDocument(page))
            }
    }
}
