package import Hummingbird
import Logging

/// Turns whatever a handler throws into a page. What we did not foresee is logged, and the page says only a number.
package struct ErrorPages<Context: RequestContext>: RouterMiddleware {
    private let render: @Sendable (RequestProblem, Request, Context) async -> HTMLPage

    /// `render` draws the page; it must not throw, because nothing would catch it.
    package init(_ render: @escaping @Sendable (RequestProblem, Request, Context) async -> HTMLPage) {
        self.render = render
    }

    package func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let problem = RequestProblem(error)
            if problem == .unexpected {
                context.logger.error(
                    "A request failed", metadata: ["path": "\(request.uri.path)", "error": "\(error)"])
            }
            var page = await render(problem, request, context)
            page.status = problem.status
            if problem == .busy { page.headers[.retryAfter] = "2" }
            if problem == .tooMany { page.headers[.retryAfter] = "1" }
            return try page.response(from: request, context: context)
        }
    }
}
