import Commerce
import HTTPSupport
import Hummingbird
import Postgres

/// Lets operators pass, and gives everybody else the page for what is not there. Asked of the database each time, so
/// that who is removed is out at once. What they do is written down in their name.
struct OperatorsOnly: RouterMiddleware {
    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    func handle(
        _ request: Request,
        context: AppRequestContext,
        next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        guard let user = context.session?.user else { throw RequestProblem.notFound }
        let isOperator = try await database.transaction(as: .service(store: nil)) { db in
            try await Operators.contains(user.id, on: db)
        }
        guard isOperator else { throw RequestProblem.notFound }
        let origin = RequestOrigin(address: context.clientAddress, requestID: context.id, actor: user.id)
        return try await RequestOrigin.$current.withValue(origin) { try await next(request, context) }
    }
}
