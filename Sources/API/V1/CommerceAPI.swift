package import Commerce
package import HTTPSupport
package import Hummingbird
package import Postgres

/// The commerce API, `/api/v1/…`: what a store's integrations read and write with its keys.
package struct CommerceAPI: Sendable {
    let database: Database
    let authenticate: AuthenticateKey
    let budget: RequestBudget
    let site: Site

    package init(database: Database, uses: KeyUses, site: Site, budget: RequestBudget = RequestBudget()) {
        self.database = database
        self.site = site
        self.budget = budget
        authenticate = AuthenticateKey(database: database, uses: uses)
    }

    /// Reads in one transaction as the key.
    func read<Value: Sendable>(
        _ context: APIKeyRequestContext,
        _ body: (Connection) async throws -> Value
    ) async throws -> Value {
        try await database.transaction(as: context.key.persona, body)
    }
}

/// Adds the addresses of ``CommerceAPI``.
package func addCommerceAPIRoutes(to router: some RouterMethods<AppRequestContext>, _ api: CommerceAPI) {
    let root = router.group("api/v1").add(middleware: APIProblems())
    let keyed = root.group().add(middleware: APIKeys(api)).group(context: APIKeyRequestContext.self)
    keyed.get("store", use: StoreShow(api: api).show)
    keyed.get("products", use: ProductList(api: api).show)
    for method in [.get, .post, .put, .patch, .delete] as [HTTPRequest.Method] {
        root.on("**", method: method) { _, _ -> Response in throw APIProblem.notFound }
    }
}
