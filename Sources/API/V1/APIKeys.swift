import Commerce
import HTTPSupport
import HTTPTypes
import Hummingbird
import Postgres

/// Finds whose key a request carries, and whether it may come again already.
///
/// What a key asks for counts against its store. Until a key is known to be right, whoever shows it counts against the
/// platform, and his network has so many wrong ones.
struct APIKeys: RouterMiddleware {
    private let api: CommerceAPI
    private let known = KnownKeys()

    init(_ api: CommerceAPI) {
        self.api = api
    }

    func handle(
        _ request: Request,
        context: AppRequestContext,
        next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        let weight = StoreAdmission<AppRequestContext>.weight(of: request)
        let text = Self.text(request)
        if let token = text.flatMap(APIKeyToken.init), let store = known.store(of: token) {
            return try await api.admission.run(for: store, weight: weight) {
                try await answer(request, context, try await again(token, context), next)
            }
        }
        let key = try await api.admission.run(for: nil) { try await first(text, context) }
        return try await api.admission.run(for: key.store, weight: weight) {
            try await answer(request, context, key, next)
        }
    }

    private func answer(
        _ request: Request,
        _ context: AppRequestContext,
        _ key: AuthenticatedKey,
        _ next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        let allowance = await api.budget.spend(key.id)
        if let seconds = allowance.wait { throw APIProblem.tooManyRequests(seconds) }
        try await refuseOtherStore(request, key)
        var context = context
        context.apiKey = key
        var response = try await next(request, context)
        response.headers.append(contentsOf: allowance.headers)
        return response
    }

    /// In the header alone: addresses end up in logs.
    private static func text(_ request: Request) -> String? {
        let words = (request.headers[.authorization] ?? "").split(separator: " ", omittingEmptySubsequences: true)
        guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
        return String(words[1])
    }

    /// A key that was never right here. Wrong ones cost their network; a right one gets back what it paid.
    private func first(_ text: String?, _ context: AppRequestContext) async throws -> AuthenticatedKey {
        guard let text else { throw APIProblem.keyMissing }
        try await api.limiter.take(.wrongKeys, from: context.clientAddress)
        do {
            let key = try await api.authenticate(text)
            if let token = APIKeyToken(text) { known.remember(token, of: key.store) }
            api.limiter.giveBack(.wrongKeys, from: context.clientAddress)
            return key
        } catch {
            if !Self.isWrong(error) { api.limiter.giveBack(.wrongKeys, from: context.clientAddress) }
            throw error
        }
    }

    /// A key that was right before: no network's wrong keys shut it out.
    private func again(_ token: APIKeyToken, _ context: AppRequestContext) async throws -> AuthenticatedKey {
        do {
            return try await api.authenticate(token.reveal())
        } catch  where Self.isWrong(error) {
            known.forget(token)
            try await api.limiter.take(.wrongKeys, from: context.clientAddress)
            throw error
        }
    }

    /// The store may be closed, or the database busy: then the key is as right as before.
    private static func isWrong(_ error: any Error) -> Bool {
        switch error as? KeyRefusal {
        case .malformed, .unknown, .revoked, .expired: true
        case .storeClosed, nil: false
        }
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
