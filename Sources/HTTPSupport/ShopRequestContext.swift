package import Commerce
package import Hummingbird

/// The context of routes that are in a shop: it can only be entered when there is one.
package struct ShopRequestContext: ChildRequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The shop.
    package let shop: Shop
    /// What stands before each path of the shop.
    package let basePath: String
    /// Whether the shop is closed, and looked at by its own people.
    package let isPreview: Bool
    /// The guest's cart, once its token has been checked.
    package var cart: CartSession?
    /// Who is signed in at this shop, once the middleware has found the session.
    package var shopper: ShopperSession?
    /// What this visit is counted under, where it may be counted.
    package var visit: Visit?

    package init(context: AppRequestContext) throws {
        guard let shop = context.shop else { throw RequestProblem.notFound }
        self.coreContext = context.coreContext
        self.shop = shop
        self.isPreview = context.isPreview
        self.basePath = context.mount.basePath(slug: shop.slug)
    }
}

extension ShopRequestContext {
    /// The address of a page of this shop.
    package func path(_ path: String) -> String { basePath + path }

    /// The order that the path opens; nothing where it names none.
    package var orderToken: OrderToken? { parameters.get("token").flatMap(OrderToken.init) }

    /// Who acts: somebody who is not signed in, perhaps with a cart, perhaps with the address of an order.
    package var visitor: Persona {
        isPreview ? .preview(store: shop.id) : .visitor(store: shop.id, cart: cart, order: orderToken)
    }
}
