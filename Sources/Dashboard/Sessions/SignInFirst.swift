import HTTPSupport
import Hummingbird

/// Leads whoever is not signed in to the door, and from there back to where they wanted to go.
struct SignInFirst: RouterMiddleware {
    func handle(
        _ request: Request,
        context: AppRequestContext,
        next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        guard context.session == nil else { return try await next(request, context) }
        // What a form would have done cannot be repeated by an address; the page it was on can be opened again.
        guard request.method == .get else { throw RequestProblem.notSignedIn }
        let door = "/dashboard/sign-in?return_to=\(Query.encode(request.uri.string))"
        return try SeeOther(door).response(from: request, context: context)
    }
}
