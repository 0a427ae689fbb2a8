import Commerce
import HTTPSupport
import Hummingbird

/// Stands before every shop: a closed one shows a page that says so, and nothing of what it sells. Who came by a link of its
/// dashboard looks around.
struct ClosedShops: RouterMiddleware {
    let storefront: Storefront

    func handle(
        _ request: Request,
        context: AppRequestContext,
        next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        guard let address = context.parameters.get(ShopFinding.parameter) else { throw RequestProblem.notFound }
        if try await storefront.shops.shop(at: address) != nil { return try await next(request, context) }
        guard let store = try await storefront.findStore.closed(address) else { throw RequestProblem.notFound }
        if !store.isSuspended, let answer = try await preview(store, request, context, next) { return answer }
        return try ClosedShow(store).page.response(from: request, context: context)
    }

    private func preview(
        _ store: ClosedStore,
        _ request: Request,
        _ context: AppRequestContext,
        _ next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response? {
        if storefront.previews.isValid(try Query(request)["preview"], for: store.id) {
            return try begin(store, request, context)
        }
        guard let cookie = request.cookies[Storefront.previewCookie]?.value,
            storefront.previews.isValid(cookie, for: store.id),
            let found = try await storefront.findStore.preview(store)
        else { return nil }
        var context = context
        context.shop = Shop(found)
        context.isPreview = true
        var response = try await next(request, context)
        response.headers[.cacheControl] = "private, no-store"
        return response
    }

    /// The link's token gives way to a cookie of this shop alone.
    private func begin(_ store: ClosedStore, _ request: Request, _ context: AppRequestContext) throws -> Response {
        let base = context.mount.basePath(slug: store.slug)
        let lifetime = PreviewTokens.lifetime
        let cookie = Cookie(
            name: Storefront.previewCookie,
            value: storefront.previews.token(for: store.id, lasting: lifetime),
            maxAge: Int(lifetime),
            path: base.isEmpty ? "/" : base,
            secure: storefront.site.isSecure,
            httpOnly: true,
            sameSite: .lax
        )
        return try SeeOther(base + "/", cookies: [cookie]).response(from: request, context: context)
    }
}

extension Storefront {
    /// Lets somebody look into a closed shop.
    static let previewCookie = "shop_preview"
}

/// In a preview nothing is sent: no cart, no order, no account.
struct PreviewReads: RouterMiddleware {
    func handle(
        _ request: Request,
        context: ShopRequestContext,
        next: (Request, ShopRequestContext) async throws -> Response
    ) async throws -> Response {
        guard context.isPreview, request.method != .get, request.method != .head else {
            return try await next(request, context)
        }
        throw RequestProblem.previewOnly
    }
}
