package import HTTPSupport
import HTTPTypes
package import Hummingbird

/// Lets scripts of other sites talk to `/auth/v1`: what they may do is in the token they send, never in a cookie. Stands
/// before the router, because no route answers OPTIONS.
package struct CrossOrigin: RouterMiddleware {
    package init() {}

    package func handle(
        _ request: Request,
        context: AppRequestContext,
        next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        guard request.headers[.origin] != nil, Self.isAuth(request.uri.path) else {
            return try await next(request, context)
        }
        var response =
            request.method == .options ? Response(status: .noContent) : try await next(request, context)
        response.headers[.accessControlAllowOrigin] = "*"
        response.headers[.accessControlExposeHeaders] = "X-Supabase-Api-Version, X-Total-Count, Retry-After"
        guard request.method == .options else { return response }
        response.headers[.accessControlAllowMethods] = "GET, POST, PUT, DELETE"
        response.headers[.accessControlAllowHeaders] =
            "Authorization, Content-Type, apikey, X-Client-Info, X-Supabase-Api-Version"
        response.headers[.accessControlMaxAge] = "3600"
        return response
    }

    private static func isAuth(_ path: String) -> Bool {
        path.hasPrefix("/auth/v1/") || path.hasPrefix("/s/") && path.contains("/auth/v1/")
    }
}
