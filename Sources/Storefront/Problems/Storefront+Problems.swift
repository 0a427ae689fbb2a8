import HTTPSupport
import Hummingbird

extension Storefront {
    /// An error page around which the shop still stands, as far as the database lets it.
    @Sendable func problemPage(_ problem: RequestProblem, _ request: Request, _ context: ShopRequestContext) async
        -> HTMLPage
    {
        let bare = StorefrontChrome(shop: context.shop, basePath: context.basePath, navigation: [], cartCount: 0)
        var chrome: StorefrontChrome?
        // When the database is the problem, or the number of requests, it is not asked again.
        if ![.unexpected, .busy, .tooMany].contains(problem) { chrome = try? await read(context) { _ in }.0 }
        return HTMLPage(ProblemShow(problem: problem, requestID: context.id).view(chrome ?? bare))
    }
}
