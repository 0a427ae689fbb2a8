import HTTPTypes
package import Hummingbird

/// Refuses what changes something when the browser says that another site sent it.
///
/// Programs that are no browsers send neither header and carry no cookies that somebody else could misuse.
package struct SameSiteForms<Context: RequestContext>: RouterMiddleware {
    /// Looks at POST, PUT, PATCH and DELETE.
    package init() {}

    package func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let readsOnly = [.get, .head, .options].contains(request.method)
        guard readsOnly || Self.isFromThisSite(request) else { throw RequestProblem.forgedForm }
        return try await next(request, context)
    }

    private static func isFromThisSite(_ request: Request) -> Bool {
        if let site = request.headers[.fetchSite], site != "same-origin", site != "none" { return false }
        guard let origin = request.headers[.origin] else { return true }
        return origin.split(separator: "://", maxSplits: 1).last.map(String.init)?.lowercased()
            == request.head.authority?.lowercased()
    }
}
