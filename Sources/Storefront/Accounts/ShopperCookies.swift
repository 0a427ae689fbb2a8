import Commerce
import HTTPSupport
import Hummingbird

/// Finds who is signed in at this shop. Asks nothing of the database for whom brings no cookie; another shop's cookie
/// names nobody here.
struct ShopperCookies: RouterMiddleware {
    let findSession: FindSession

    func handle(
        _ request: Request,
        context: ShopRequestContext,
        next: (Request, ShopRequestContext) async throws -> Response
    ) async throws -> Response {
        guard !context.isPreview, let cookie = request.cookies[Storefront.shopperCookie]?.value,
            let holder = try await findSession.whoever(cookie, in: .store(context.shop.id)), !holder.needsSecondFactor
        else { return try await next(request, context) }
        var context = context
        context.shopper = ShopperSession(holder, cookie: cookie)
        let signedIn = context
        return try await RequestOrigin.acting(as: holder.user.id) { try await next(request, signedIn) }
    }
}

extension Storefront {
    static let shopperCookie = "shopper"
    /// Binds the forms at the door to a browser.
    static let doorCookie = "account_door"
    /// Binds the way back from Google or Apple to a browser.
    static let flowCookie = "account_flow"

    /// A cookie that is sent to this shop alone, although others may have their pages on the same host.
    func cookie(_ name: String, _ value: String, maxAge: Int?, _ context: ShopRequestContext) -> Cookie {
        Cookie(
            name: name,
            value: value,
            maxAge: maxAge,
            path: context.basePath.isEmpty ? "/" : context.basePath,
            secure: site.isSecure,
            httpOnly: true,
            sameSite: .lax
        )
    }
}
