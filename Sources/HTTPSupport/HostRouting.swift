package import Hummingbird

/// Serves `{slug}.{base host}/…` and an own domain as `/s/…`, so that one set of routes answers both.
package struct HostRouting<Inner: HTTPResponder>: HTTPResponder where Inner.Context == AppRequestContext {
    /// What every host answers in the same way.
    private static var sharedPaths: [String] { [AssetCatalog.prefix, "/health/", "/metrics", "/webhooks/", "/api/"] }

    private let inner: Inner
    private let site: Site

    /// Wraps the router's responder.
    package init(_ inner: Inner, site: Site) {
        self.inner = inner
        self.site = site
    }

    package func respond(to request: Request, context: AppRequestContext) async throws -> Response {
        guard let authority = request.head.authority, let shop = site.shop(inHost: authority),
            !Self.sharedPaths.contains(where: request.uri.path.hasPrefix)
        else { return try await inner.respond(to: request, context: context) }
        var head = request.head
        head.path = "/s/\(shop)\(head.path ?? "/")"
        var context = context
        context.mount = .host
        return try await inner.respond(to: Request(head: head, body: request.body), context: context)
    }
}
