import Commerce
import HTTPSupport
import Hummingbird

/// Keeps everybody out of a store that the operator has suspended, and says why; their other stores stay open.
struct SuspendedStores: RouterMiddleware {
    private let dashboard: Dashboard

    init(_ dashboard: Dashboard) {
        self.dashboard = dashboard
    }

    func handle(
        _ request: Request,
        context: SignedInRequestContext,
        next: (Request, SignedInRequestContext) async throws -> Response
    ) async throws -> Response {
        let user = context.session.user.id
        guard let slug = context.parameters.get("store"),
            let suspension = try await Suspension.find(store: slug, for: user, in: dashboard.database)
        else { return try await next(request, context) }
        let page = SuspensionShow(suspension, formToken: dashboard.forms.token(for: context.session.cookie))
        return try HTMLPage(page.view, status: .forbidden).response(from: request, context: context)
    }
}
