import HTTPSupport
import HTTPTypes
import Hummingbird
import Logging

extension HTTPField.Name {
    static let supabaseVersion = named("X-Supabase-Api-Version")
    static let supabaseErrorCode = named("X-Sb-Error-Code")
    static let totalCount = named("X-Total-Count")
    static let apiKey = named("apikey")

    private static func named(_ name: String) -> HTTPField.Name {
        guard let field = HTTPField.Name(name) else { preconditionFailure("\(name) is no header name") }
        return field
    }
}

/// Turns whatever a handler throws into Supabase Auth's JSON.
struct AuthProblems: RouterMiddleware {
    private static let version = "2024-01-01"

    func handle(
        _ request: Request,
        context: AppRequestContext,
        next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            return try answer(to: request, context, with: problem(error, request, context))
        }
    }

    private func problem(_ error: any Error, _ request: Request, _ context: AppRequestContext) -> AuthProblem {
        if let problem = AuthProblem(error) { return problem }
        context.logger.error("A request failed", metadata: ["path": "\(request.uri.path)", "error": "\(error)"])
        return AuthProblem(
            .internalServerError, "unexpected_failure", "Unexpected failure, please check server logs for \(context.id)"
        )
    }

    private func answer(to request: Request, _ context: AppRequestContext, with problem: AuthProblem) throws -> Response
    {
        // Dates compare as text.
        let isNew = (request.headers[.supabaseVersion] ?? "") >= Self.version
        var response = try JSONAnswer(AuthProblemBody(problem: problem, isNew: isNew), status: problem.status)
            .response(from: request, context: context)
        if isNew { response.headers[.supabaseVersion] = Self.version }
        response.headers[.supabaseErrorCode] = problem.code
        if let seconds = problem.retryAfter { response.headers[.retryAfter] = "\(seconds)" }
        return response
    }
}
