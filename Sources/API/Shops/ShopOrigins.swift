package import HTTPSupport
import HTTPTypes
package import Hummingbird

/// Lets scripts of other sites use a shop: of those that its owner named, or of all. What they may do is in the cart's
/// token, never in a cookie. Stands before the router, because no route answers OPTIONS.
package struct ShopOrigins: RouterMiddleware {
    private static let prefix = "\(CommerceAPI.root)/shops/"
    private let shops: ShopDirectory

    package init(_ shops: ShopDirectory) {
        self.shops = shops
    }

    package func handle(
        _ request: Request,
        context: AppRequestContext,
        next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        guard let origin = request.headers[.origin], request.uri.path.hasPrefix(Self.prefix) else {
            return try await next(request, context)
        }
        let isPreflight = request.method == .options
        var response = isPreflight ? Response(status: .noContent) : try await next(request, context)
        // The answer depends on who asks: a cache must not give it to another site.
        response.headers[.vary] = "Origin"
        guard try await isWelcome(origin, request) else { return response }
        response.headers[.accessControlAllowOrigin] = origin
        response.headers[.accessControlExposeHeaders] = "ETag, Location, Retry-After, X-Request-ID"
        guard isPreflight else { return response }
        response.headers[.accessControlAllowMethods] = "GET, POST, PUT, DELETE"
        response.headers[.accessControlAllowHeaders] =
            "Authorization, Content-Type, Cart-Token, Idempotency-Key, If-Match, If-None-Match"
        response.headers[.accessControlMaxAge] = "3600"
        return response
    }

    private func isWelcome(_ origin: String, _ request: Request) async throws -> Bool {
        let address = request.uri.path.dropFirst(Self.prefix.count).prefix { $0 != "/" }
        guard let shop = try await shops.shop(at: String(address)) else { return false }
        return shop.apiOrigins.isEmpty || shop.apiOrigins.contains(origin.lowercased())
    }
}
