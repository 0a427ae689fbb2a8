package import Commerce
package import HTTPSupport
package import Hummingbird
package import Postgres

/// The commerce API, `/api/v1/…`: what a store's integrations read and write with its keys.
package struct CommerceAPI: Sendable {
    let database: Database
    let authenticate: AuthenticateKey
    let budget: RequestBudget
    let admission: Admission
    let limiter: RateLimiter
    let site: Site

    package init(
        database: Database,
        uses: KeyUses,
        site: Site,
        limiter: RateLimiter,
        admission: Admission = .open,
        budget: RequestBudget = RequestBudget()
    ) {
        self.database = database
        self.site = site
        self.limiter = limiter
        self.admission = admission
        self.budget = budget
        authenticate = AuthenticateKey(database: database, uses: uses)
    }

    /// Below this all its addresses lie.
    static let root = "/api/v1"

    /// What a store's keys open.
    var operations: [Operation<APIKeyRequestContext>] {
        grouped("Store", storeOperations) + grouped("Products", productOperations)
            + grouped("Categories", categoryOperations)
    }

    private func grouped<Context>(_ group: String, _ operations: [Operation<Context>]) -> [Operation<Context>] {
        operations.map { operation in
            var description = operation.description
            description.group = group
            return Operation(description: description, perform: operation.perform)
        }
    }

    /// Reads and writes in one transaction as the key.
    func act<Value: Sendable>(
        _ context: APIKeyRequestContext,
        _ body: (Connection) async throws -> Value
    ) async throws -> Value {
        try await database.transaction(as: context.key.persona, body)
    }
}

/// Adds the addresses of ``CommerceAPI``, and the two that describe them.
package func addCommerceAPIRoutes(to router: some RouterMethods<AppRequestContext>, _ api: CommerceAPI) {
    let operations = api.operations
    let reference = APIReference(
        APIDocument(root: CommerceAPI.root, operations: operations.map(\.description)))
    router.get("api/openapi.json", use: reference.document)
    router.get("api/docs", use: reference.page)
    let root = router.group(RouterPath(CommerceAPI.root)).add(middleware: APIProblems())
    let keyed = root.group().add(middleware: APIKeys(api)).group(context: APIKeyRequestContext.self)
    keyed.add(operations)
    root.refuseTheRest(of: operations.map(\.description))
}
