package import Commerce
package import HTTPSupport
package import Postgres

/// What the pages of all shops work with.
package struct Storefront: Sendable {
    let database: Database
    let shops: ShopDirectory
    let findStore: FindStore
    let previews: PreviewTokens
    let carts: CartTokens
    let forms: FormTokens
    let site: Site
    let accounts: Accounts
    let providers: SignInWithProvider?
    let placeOrder: PlaceOrder
    let startPayment: StartPayment
    let confirmPayment: ConfirmPayment
    let admission: Admission
    let record: @Sendable (PageView) -> Void

    /// `record` is told of each page that somebody looked at; it must not wait.
    package init(
        database: Database,
        secretKey: SecretKey,
        site: Site,
        accounts: Accounts,
        providers: SignInWithProvider? = nil,
        payments: any PaymentProvider,
        vault: SecretVault,
        admission: Admission = .open,
        record: @escaping @Sendable (PageView) -> Void
    ) {
        self.database = database
        startPayment = StartPayment(database: database, provider: payments, vault: vault)
        confirmPayment = ConfirmPayment(database: database, provider: payments, vault: vault)
        placeOrder = PlaceOrder(database: database, startPayment: startPayment, ids: .timeOrdered)
        self.admission = admission
        self.record = record
        let findStore = FindStore(database: database)
        self.findStore = findStore
        previews = PreviewTokens(key: secretKey)
        self.shops = ShopDirectory(find: findStore.callAsFunction)
        self.carts = CartTokens(key: secretKey)
        self.forms = FormTokens(key: secretKey)
        self.site = site
        self.accounts = accounts
        self.providers = providers
    }
}

extension Storefront {
    /// Reads in one transaction what a page shows and what stands around it.
    func read<Value: Sendable>(
        _ context: ShopRequestContext,
        _ body: (Connection) async throws -> Value
    ) async throws -> (StorefrontChrome, Value) {
        try await database.transaction(as: context.visitor) { db in
            let value = try await body(db)
            return (try await chrome(context, on: db), value)
        }
    }

    func chrome(_ context: ShopRequestContext, on db: Connection) async throws -> StorefrontChrome {
        let frame = try await ShopFrame.fetch(context.cart, in: context.shop.id, on: db)
        return StorefrontChrome(
            shop: context.shop,
            basePath: context.basePath,
            navigation: frame.categories.filter { $0.parentID == nil }.prefix(8).map {
                Link(title: $0.name, path: context.path("/categories/\($0.slug)"))
            },
            cartCount: frame.pieces,
            policies: frame.policies.map { name in
                Link(
                    title: StorefrontWording(context.shop.language).title(name),
                    path: context.path("/policies/\(name.rawValue)"))
            },
            isSignedIn: context.shopper != nil,
            isPreview: context.isPreview
        )
    }
}
