import Commerce
import Foundation
import HTTPSupport
import Hummingbird

/// Knows the pages of one visit by a random name that ends after half an hour of silence, and reports each page.
///
/// The name is no person's: nothing that outlives the visit is kept, and who asks not to be counted is not.
struct VisitCookies: RouterMiddleware {
    private static let name = "visit"
    private static let silence = 30 * 60

    let site: Site
    let record: @Sendable (PageView) -> Void

    func handle(
        _ request: Request,
        context: ShopRequestContext,
        next: (Request, ShopRequestContext) async throws -> Response
    ) async throws -> Response {
        guard Self.mayBeCounted(request), !context.isPreview else { return try await next(request, context) }
        let visit = Visit(session: Self.name(in: request) ?? Data.random(count: 16).base64URL)
        var context = context
        context.visit = visit
        var response = try await next(request, context)
        guard request.method == .get, response.status == .ok,
            response.headers[.contentType]?.hasPrefix("text/html") == true
        else { return response }
        response.setCookie(cookie(visit, context))
        record(PageView(visit, request, context))
        return response
    }

    /// Not robots, and nobody who has said no (Do Not Track, Global Privacy Control).
    private static func mayBeCounted(_ request: Request) -> Bool {
        if request.headers[.doNotTrack] == "1" || request.headers[.globalPrivacyControl] == "1" { return false }
        let agent = request.headers[.userAgent]?.lowercased() ?? ""
        return !["bot", "crawl", "spider", "slurp", "preview"].contains(where: agent.contains)
    }

    private static func name(in request: Request) -> String? {
        request.cookies[name].map(\.value).flatMap { $0.wholeMatch(of: /[0-9A-Za-z_-]{22}/) == nil ? nil : $0 }
    }

    private func cookie(_ visit: Visit, _ context: ShopRequestContext) -> Cookie {
        Cookie(
            name: Self.name,
            value: visit.session,
            maxAge: Self.silence,
            path: context.basePath.isEmpty ? "/" : context.basePath,
            secure: site.isSecure,
            httpOnly: true,
            sameSite: .lax
        )
    }
}

extension PageView {
    init(_ visit: Visit, _ request: Request, _ context: ShopRequestContext) {
        store = context.shop.id
        self.visit = visit
        let prefix = "/s/\(context.shop.slug)"
        let whole = request.uri.path
        path = whole.hasPrefix(prefix) ? String(whole.dropFirst(prefix.count)) : whole
        referrer = request.headers[.referer]
        userAgent = request.headers[.userAgent].map { String($0.prefix(500)) }
        time = Date()
    }
}
