package import Commerce
package import Hummingbird

/// Holds the requests of a store within its quota, before any work is done for them.
package struct StoreAdmission<Context: RequestContext>: RouterMiddleware {
    private let admission: Admission
    private let store: @Sendable (Request, Context) async throws -> ID<Store>?

    /// `store` says whose request it is; nil counts against the platform's own quota.
    package init(
        _ admission: Admission, _ store: @escaping @Sendable (Request, Context) async throws -> ID<Store>?
    ) {
        self.admission = admission
        self.store = store
    }

    package func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let store = try await store(request, context)
        return try await admission.run(for: store, weight: Self.weight(of: request)) {
            try await next(request, context)
        }
    }

    /// How many usual pages the request costs, roughly: a search reads an index of all words, an export a table.
    package static func weight(of request: Request) -> Int {
        let path = request.uri.path
        if path.hasSuffix(".csv") { return 4 }
        return path.hasSuffix("/search") ? 2 : 1
    }
}
