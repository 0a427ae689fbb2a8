import Commerce
import HTTPSupport
import HTTPTypes
import Hummingbird
import Postgres

/// Finds whose key a request carries, and whether it may come again already.
struct APIKeys: RouterMiddleware {
    private let api: CommerceAPI

    init(_ api: CommerceAPI) {
        self.api = api
    }

    func handle(
        _ request: Request,
        context: AppRequestContext,
        next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        let key = try await api.authenticate(try Self.token(request))
        if let seconds = await api.budget.spend(key.id) { throw APIProblem.tooManyRequests(seconds) }
        try await refuseOtherStore(request, key)
        var context = context
        context.apiKey = key
        return try await next(request, context)
    }

    /// In the header alone: addresses end up in logs.
    private static func token(_ request: Request) throws(APIProblem) -> String {
        let words = (request.headers[.authorization] ?? "").split(separator: " ", omittingEmptySubsequences: true)
        guard words.count == 2, words[0].lowercased() == "bearer" else { throw .keyMissing }
        return String(words[1])
    }

    /// A shop's own host means that shop; a key of another has no business there.
    private func refuseOtherStore(_ request: Request, _ key: AuthenticatedKey) async throws {
        guard let authority = request.head.authority, let shop = api.site.shop(inHost: authority) else { return }
        let service = try Persona.service(store: nil).databaseActor
        let found = try await api.database.read(as: service, ["SELECT id FROM app.find_store(\(shop))"])[0]
        guard let row = found.first, try row.decode("id", as: ID<Store>.self) == key.store else {
            throw APIProblem.otherStore
        }
    }
}
