package import Hummingbird

/// Serves `{slug}.{base host}/…` as `/s/{slug}/…`, so that one set of routes answers both.
package struct HostRouting<Inner: HTTPResponder>: HTTPResponder where Inner.Context == AppRequestContext {
    private let inner: Inner
    private let site: Site

    /// Wraps the router's responder.
    package init(_ inner: Inner, site: Site) {
        self.inner = inner
        self.site = site
    }

    package func respond(to request: Request, context: AppRequestContext) async throws -> Response {
        guard let authority = request.head.authority, let slug = site.slug(inHost: authority),
            !request.uri.path.hasPrefix(AssetCatalog.prefix)
        else { return try await inner.respond(to: request, context: context) }
        var head = request.head
        head.path = "/s/\(slug)\(head.path ?? "/")"
        var context = context
        context.mount = .host
        return try await inner.respond(to: Request(head: head, body: request.body), context: context)
    }
}
