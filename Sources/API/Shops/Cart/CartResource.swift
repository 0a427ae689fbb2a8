import Commerce
import HTTPSupport
import HTTPTypes
import Hummingbird
import Postgres

extension ShopAPI {
    /// A guest's cart.
    var cartOperations: [Operation<ShopRequestContext>] {
        [addCart, showCart, addCartItem, changeCartItem, removeCartItem, quoteCart]
    }

    private static let variant = Parameter<ID<Variant>>.id("variant", "The variant's id.")

    private var addCart: Operation<ShopRequestContext> {
        OperationDescription.post("/carts", "addCart", "A new cart")
            .explained("Keep its token: whoever has it has the cart.")
            .creates(CartDocument.schema)
            .leads(to: "showCart", "addCartItem", "quoteCart", by: CartToken.parameter.name, of: "token")
            .done { call in
                let session = carts.newSession()
                let document = try CartDocument(
                    .empty, token: carts.token(for: session, in: call.context.shop.id), call.context.shop)
                return try .created(document, at: address("/cart", call))
            }
    }

    private var showCart: Operation<ShopRequestContext> {
        OperationDescription.get("/cart", "showCart", "The cart")
            .explained("With the prices and the stock of now.")
            .takes(CartToken.parameter)
            .answers(CartDocument.schema)
            .sparse()
            .fails(CartToken.Refusal.self)
            .done { call in try await changed(call) { _, _ in } }
    }

    private var addCartItem: Operation<ShopRequestContext> {
        OperationDescription.post("/cart/items", "addCartItem", "Put something into the cart")
            .explained("On top of the pieces of it that lie there.")
            .takes(CartToken.parameter)
            .takes(body: CartItemBody.schema)
            .answers(CartDocument.schema)
            .fails(CartToken.Refusal.self, CartError.self)
            .done { call in
                let item = try call.decode(CartItemBody.self)
                return try await changed(call) { cart, db in
                    try await AddToCart.run(
                        ID(item.variant), quantity: item.quantity, to: cart, in: call.context.shop.id, on: db)
                }
            }
    }

    private var changeCartItem: Operation<ShopRequestContext> {
        OperationDescription.put("/cart/items/{variant}", "changeCartItem", "Change how many pieces")
            .takes(CartToken.parameter, Self.variant.description)
            .takes(body: CartQuantityBody.schema)
            .answers(CartDocument.schema)
            .fails(CartToken.Refusal.self, CartError.self)
            .done { call in
                let (variant, body) = (try call(Self.variant), try call.decode(CartQuantityBody.self))
                return try await changed(call) { cart, db in
                    try await SetCartQuantity.run(
                        body.quantity, of: variant, in: cart, store: call.context.shop.id, on: db)
                }
            }
    }

    private var removeCartItem: Operation<ShopRequestContext> {
        OperationDescription.delete("/cart/items/{variant}", "removeCartItem", "Take something out of the cart")
            .explained("It does not matter whether it was there.")
            .takes(CartToken.parameter, Self.variant.description)
            .answers(CartDocument.schema)
            .fails(CartToken.Refusal.self)
            .done { call in
                let variant = try call(Self.variant)
                return try await changed(call) { cart, db in
                    try await RemoveFromCart.run(variant, from: cart, in: call.context.shop.id, on: db)
                }
            }
    }

    /// The cart after a change of it.
    private func changed(
        _ call: Call<ShopRequestContext>, _ change: (CartSession, Connection) async throws -> Void
    ) async throws -> Reply {
        let (cart, shop) = (try CartToken.cart(call), call.context.shop)
        let found = try await act(call.context) { db in
            try await change(cart, db)
            return try await ShowCart.run(cart, in: shop.id, on: db)
        }
        return try .document(CartDocument(found, token: carts.token(for: cart, in: shop.id), shop))
    }
}

/// The header that names a cart.
enum CartToken {
    static let parameter = ParameterDescription(
        name: "Cart-Token", place: .header, schema: .text(1...200), isRequired: true,
        summary: "The token of the cart, as `addCart` answered it.")

    static func cart(_ call: Call<ShopRequestContext>) throws(Refusal) -> CartSession {
        guard let cart = call.context.cart else { throw .unknown }
        return cart
    }

    enum Refusal: APIRefusal, CaseIterable {
        /// Forged, or another shop's.
        case unknown

        static var documented: [any APIRefusal] { allCases }
        var status: HTTPResponse.Status { .forbidden }
        var code: String { "cart_token_unknown" }
        var detail: String { "This Cart-Token opens no cart of this shop; make a cart, and send its token unchanged." }
    }
}
