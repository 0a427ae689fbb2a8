import Commerce
import HTTPSupport
import Hummingbird
import Postgres

extension ShopAPI {
    /// From the cart to an order that is paid for.
    var orderOperations: [Operation<ShopRequestContext>] { [placeOrderOperation, showOrder, confirmOrderPayment] }

    private static let order = Parameter.word("token", "The order's token, as the order was answered with.")

    private var placeOrderOperation: Operation<ShopRequestContext> {
        OperationDescription.post("/orders", "placeOrder", "Order what is in the cart")
            .explained(
                """
                Stock is held and the order stands before any money moves; `payment` says what is left to do. If the total \
                is not the expected one, nothing is ordered: get a new quote and show it.
                """
            )
            .takes(CartToken.parameter)
            .once(required: true)
            .takes(body: OrderBody.schema)
            .creates(PlacedOrderDocument.schema)
            .leads(to: "showOrder", "confirmOrderPayment", by: "token", of: "token")
            .fails(CartToken.Refusal.self, CheckoutError.self)
            .done { call in
                let (cart, body, shop) = (try CartToken.cart(call), try call.decode(OrderBody.self), call.context.shop)
                guard let key = call.idempotencyKey else { throw CheckoutError.keyMalformed }
                let form = body.form(in: shop, payment: try await payment(body, call))
                let placed = try await placeOrder(form, key: key, cart: cart, in: shop.id)
                let path = address("/orders/\(placed.token.rawValue)", call)
                return try .created(PlacedOrderDocument(placed), at: path)
            }
    }

    private func payment(
        _ body: OrderBody, _ call: Call<ShopRequestContext>
    ) async throws -> CheckoutPayment {
        if let payment = body.payment { return payment }
        return try await act(call.context) { db in
            try await CheckoutTerms.find(call.context.shop.id, on: db)?.offered.first ?? .manual
        }
    }

    private var showOrder: Operation<ShopRequestContext> {
        OperationDescription.get("/orders/{token}", "showOrder", "The order of a token")
            .takes(Self.order.description)
            .answers(OrderStatusDocument.schema)
            .sparse()
            .tagged()
            .done { call in
                let token = try token(call)
                let store = call.context.shop.id
                let visitor = Persona.visitor(store: store, order: token)
                let found = try await database.transaction(as: visitor) { db in
                    try await ShowOrderStatus.run(token, in: store, on: db)
                }
                guard let order = found else { throw APIProblem.notFound }
                return try .tagged(OrderStatusDocument(order))
            }
    }

    private var confirmOrderPayment: Operation<ShopRequestContext> {
        OperationDescription.post("/orders/{token}/payment", "confirmOrderPayment", "Look whether the order is paid")
            .explained(
                "For the browser that comes back from Stripe: the provider is asked at once, not when its report comes."
            )
            .takes(Self.order.description)
            .answers(PaymentOutcomeDocument.schema)
            .fails(PaymentProviderError.self)
            .done { call in
                let outcome = try await confirmPayment.returned(try token(call), in: call.context.shop.id)
                guard outcome != .unknown else { throw APIProblem.notFound }
                return try .document(PaymentOutcomeDocument(outcome))
            }
    }

    private func token(_ call: Call<ShopRequestContext>) throws -> OrderToken {
        guard let token = OrderToken(try call(Self.order)) else { throw APIProblem.notFound }
        return token
    }
}
