import API
import Commerce
import Dashboard
import Foundation
import HTTPSupport
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Postgres
import Storefront
import Synchronization
import TestSupport

/// A shop with a few products behind the program's own routes.
struct WebShop: Sendable {
    static let password = "correct horse battery"

    let store = ID<Store>(UUID())
    let slug: String
    let database: Database
    /// Bound by no policy; one task at a time.
    let administrator: Connection
    let owner: SignedInUser
    let mug = ID<Variant>(UUID())
    let views = PageViews()

    /// The pages that the storefront reported.
    final class PageViews: Sendable {
        private let seen = Mutex<[PageView]>([])

        func record(_ view: PageView) { seen.withLock { $0.append(view) } }

        var paths: [String] { seen.withLock { $0.map(\.path) } }
    }

    static func open(slug: String = "demo", language: String = "en") async throws -> WebShop {
        let test = try TestDatabase.current
        let email = "\(slug)@owner.test"
        let create = CreateOwner(database: test.database, passwords: PasswordHasher(cost: 4))
        guard let address = EmailAddress(email) else { throw RequestProblem.malformedForm }
        let owner = try await create(email: address, password: try Password(password))
        let shop = WebShop(slug: slug, database: test.database, administrator: test.administrator, owner: owner)
        try await shop.makeStore(language: language)
        try await shop.makeProducts()
        return shop
    }

    private func makeStore(language: String) async throws {
        try await administrator.execute(
            """
            INSERT INTO stores (id, store_owner_id, store_name, store_slug, shipping_flat_rate, language, store_tagline)
            VALUES (\(store), \(owner.id), 'Hearth & Clay', \(slug), 5, \(language), 'Made slowly')
            """
        )
    }

    private func makeProducts() async throws {
        let category = UUID()
        try await administrator.execute(
            """
            INSERT INTO categories (id, store_id, name, slug) VALUES (\(category), \(store), 'Tableware', 'tableware')
            """
        )
        try await add(product: "Morning mug", slug: "mug", variants: [(mug, [], 10)], category: category)
        try await add(
            product: "Linen <shirt>",
            slug: "shirt",
            options: ["Size"],
            variants: [(ID(UUID()), ["S"], 3), (ID(UUID()), ["L"], 0)],
            category: category
        )
    }

    /// A product for 20.00 a piece.
    func add(
        product name: String,
        slug: String,
        options: [String] = [],
        variants: [(id: ID<Variant>, values: [String], stock: Int)],
        category: UUID? = nil
    ) async throws {
        let product = UUID()
        var statements: [SQL] = [
            """
            INSERT INTO products (id, store_id, name, slug, price, category_id)
            VALUES (\(product), \(store), \(name), \(slug), 20, \(category))
            """
        ]
        for (position, option) in options.enumerated() {
            statements.append(
                """
                INSERT INTO product_options (store_id, product_id, position, name, option_values)
                VALUES (\(store), \(product), \(Int16(position + 1)), \(option), \(variants.map { $0.values[position] }))
                """
            )
        }
        for variant in variants {
            statements.append(
                """
                INSERT INTO product_variants (id, store_id, product_id, price, option1, sku)
                VALUES (\(variant.id), \(store), \(product), 20, \(variant.values.first), \("SKU-\(variant.id)"))
                """
            )
        }
        // Together: a product that is committed without a variant is given one.
        _ = try await administrator.pipeline(statements)
        for variant in variants {
            guard variant.stock > 0 else { continue }
            try await database.transaction(as: .service(store: store)) { db in
                _ = try await db.execute("SELECT app.adjust_stock(\(variant.id), \(Int32(variant.stock)), 'received')")
            }
        }
    }
}

extension WebShop {
    static let secretKey = SecretKey((0..<32).map { UInt8($0) })

    /// The program's routes over this database, without a socket.
    func application(
        provider: any PaymentProvider = NoProvider(),
        resolver: any DNSResolver = NoResolver(),
        billing provided: Billing? = nil,
        auth: Auth? = nil,
        admission: Admission = .open
    ) throws -> some ApplicationProtocol {
        guard let site = Site(baseURL: "http://localhost:8080"), let key = Self.secretKey else {
            throw RequestProblem.unexpected
        }
        let vault = SecretVault(current: key)
        let billing =
            provided
            ?? Billing(
                database: database,
                provider: PretendBilling(),
                keys: BillingKeys(database: database, vault: vault)
            )
        let router = Router(context: AppRequestContext.self, options: [.autoGenerateHeadEndpoints])
        router.add(middleware: SecurityHeaders(site: site))
        router.add(middleware: ShopOrigins(ShopDirectory(find: FindStore(database: database).callAsFunction)))
        router.add(middleware: ErrorPages(PlainProblems.page))
        AssetCatalog(StorefrontAssets.all + DashboardAssets.all).addRoutes(to: router)
        let storefront = Storefront(
            database: database,
            secretKey: key,
            site: site,
            accounts: accounts(key: key, vault: vault),
            providers: auth?.providers,
            payments: provider,
            vault: vault,
            admission: admission,
            record: views.record
        )
        addStorefrontRoutes(to: router, storefront)
        let dashboard = Dashboard(
            database: database,
            secretKey: key,
            site: site,
            accounts: accounts(key: key, vault: vault),
            providers: auth?.providers,
            resolver: resolver,
            billing: billing,
            admission: admission
        )
        addDashboardRoutes(to: router, dashboard)
        addConsoleRoutes(to: router, Console(dashboard: dashboard, schema: "0001 first") { _ in [] })
        BillingWebhooks(ReceiveBillingEvent(billing)).addRoutes(to: router)
        addWelcomeRoute(to: router, dashboard) { "/s/demo" }
        PaymentWebhooks(ReceivePaymentEvent(database: database, provider: provider, vault: vault)).addRoutes(to: router)
        addProgramRoutes(
            to: router, accounts(key: key, vault: vault), auth: auth, key: key, site: site, payments: provider,
            admission: admission)
        return Application(
            responder: NamedHost(inner: HostRouting(router.buildResponder(), site: site)),
            logger: Logger(label: "test.web"))
    }

    func accounts(key: SecretKey, vault: SecretVault) -> Accounts {
        Accounts(
            database: database,
            passwords: PasswordHasher(cost: 4),
            limiter: RateLimiter(database: database),
            vault: vault,
            secretKey: key,
            settings: AccountSettings(baseURL: "http://localhost:8080")
        )
    }

    /// Runs a visitor's clicks against the routes.
    func visit(
        provider: any PaymentProvider = NoProvider(),
        resolver: any DNSResolver = NoResolver(),
        billing: Billing? = nil,
        _ body: @Sendable @escaping (Browser) async throws -> Void
    ) async throws {
        try await application(provider: provider, resolver: resolver, billing: billing).test(.router) { client in
            try await body(Browser(client: client, shop: slug))
        }
    }
}
