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
            + grouped("Categories", categoryOperations) + grouped("Orders", orderOperations)
            + grouped("Customers", customerOperations)
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
package func addCommerceAPIRoutes(
    to router: some RouterMethods<AppRequestContext>, _ api: CommerceAPI, _ shops: ShopAPI
) {
    let descriptions = api.operations.map(\.description) + shops.operations.map(\.description)
    let reference = APIReference(APIDocument(root: CommerceAPI.root, operations: descriptions))
    router.get("api/openapi.json", use: reference.document)
    router.get("api/docs", use: reference.page)
    let root = router.group(RouterPath(CommerceAPI.root)).add(middleware: APIProblems())
    // Once more around the work, so that its problems too say what is left of the budget.
    root.group().add(middleware: APIKeys(api)).add(middleware: APIProblems())
        .group(context: APIKeyRequestContext.self)
        .add(api.operations) { caller, context in try caller.admit(context) }
    root.group().add(middleware: ShopDoor(api: shops)).group(context: ShopRequestContext.self)
        .add(middleware: CartTokenHeader(api: shops))
        .add(shops.operations)
    root.refuseTheRest(of: descriptions)
}
