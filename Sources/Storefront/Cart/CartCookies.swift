import Commerce
import HTTPSupport
import Hummingbird

/// Reads the guest's cart from its signed cookie; a forged one, or one of another shop, is no cart.
struct CartCookies: RouterMiddleware {
    static let name = "cart"

    private let tokens: CartTokens

    init(_ tokens: CartTokens) {
        self.tokens = tokens
    }

    func handle(
        _ request: Request,
        context: ShopRequestContext,
        next: (Request, ShopRequestContext) async throws -> Response
    ) async throws -> Response {
        guard !context.isPreview else { return try await next(request, context) }
        var context = context
        context.cart = request.cookies[Self.name].flatMap { tokens.session(from: $0.value, in: context.shop.id) }
        return try await next(request, context)
    }
}

extension Storefront {
    /// The cookie that keeps a cart for thirty days.
    func cookie(for cart: CartSession, _ context: ShopRequestContext) -> Cookie {
        Cookie(
            name: CartCookies.name,
            value: carts.token(for: cart, in: context.shop.id),
            maxAge: 30 * 24 * 60 * 60,
            path: context.basePath.isEmpty ? "/" : context.basePath,
            secure: site.isSecure,
            httpOnly: true,
            sameSite: .lax
        )
    }
}
