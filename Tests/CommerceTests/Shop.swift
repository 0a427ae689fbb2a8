import Commerce
import Foundation
import Postgres
import Pricing
import TestSupport

/// A store with one product, and whatever a test does in it.
struct Shop: Sendable {
    let store: ID<Store>
    let owner: ID<User>
    let variant: ID<Variant>
    let session: CartSession
    let database: Database
    /// Bound by no policy; one task at a time.
    let administrator: Connection

    static let vault = SecretVault(current: SecretKey(Array(repeating: 7, count: 32)) ?? unusable)
    private static var unusable: SecretKey { fatalError("32 bytes are a key") }

    /// Opens a store whose product costs `price` and of which `stock` pieces are there.
    static func open(stock: Int = 10, price: Decimal = 20, cards: Bool = false) async throws -> Shop {
        let test = try TestDatabase.current
        let shop = Shop(
            store: ID(UUID()),
            owner: ID(UUID()),
            variant: ID(UUID()),
            session: CartSession(rawValue: "guest-\(UUID().uuidString)"),
            database: test.database,
            administrator: test.administrator
        )
        try await shop.makeOwnerAndStore()
        try await shop.makeProduct(shop.variant, price: price, stock: stock)
        if cards { try await shop.acceptCards() }
        return shop
    }

    /// Somebody else at the same shop.
    func another(session: String) -> Shop {
        Shop(
            store: store,
            owner: owner,
            variant: variant,
            session: CartSession(rawValue: session),
            database: database,
            administrator: administrator
        )
    }

    private func makeOwnerAndStore() async throws {
        let slug = "shop-\(store.description.prefix(8))"
        try await administrator.execute("INSERT INTO auth.users (id, email) VALUES (\(owner), \(slug + "@owner.test"))")
        try await administrator.execute(
            "INSERT INTO store_owners (id, email) VALUES (\(owner), \(slug + "@owner.test"))"
        )
        try await administrator.execute(
            """
            UPDATE store_owner_subscriptions SET plan_type = 'enterprise', status = 'active'
            WHERE store_owner_id = \(owner)
            """
        )
        try await administrator.execute(
            """
            INSERT INTO stores (id, store_owner_id, store_name, store_slug, shipping_flat_rate)
            VALUES (\(store), \(owner), 'Test Shop', \(slug), 5)
            """
        )
    }

    func makeProduct(_ variant: ID<Variant>, price: Decimal, stock: Int) async throws {
        try await database.transaction(as: .service(store: store)) { db in
            let product = ID<Product>(UUID())
            try await db.execute(
                """
                INSERT INTO products (id, store_id, name, slug, price)
                VALUES (\(product), \(store), 'Mug', \("mug-\(product)"), \(price))
                """
            )
            try await db.execute(
                """
                INSERT INTO product_variants (id, store_id, product_id, sku, price)
                VALUES (\(variant), \(store), \(product), \("SKU-\(variant)"), \(price))
                """
            )
            if stock > 0 { try await db.execute("SELECT app.adjust_stock(\(variant), \(Int32(stock)), 'received')") }
        }
    }

    private func acceptCards() async throws {
        let keys = StripeKeys(
            publishable: "pk_test_of_shop",
            secret: Secret("sk_test_of_shop"),
            webhookSecret: Secret("whsec_of_a_shop")
        )
        try await database.transaction(as: .service(store: store)) { db in
            try await SavePaymentSettings.run(keys, in: store, vault: Self.vault, on: db)
        }
    }
}

extension Shop {
    func add(_ quantity: Int = 1, of other: ID<Variant>? = nil) async throws {
        try await database.transaction(as: .visitor(store: store, cart: session)) { db in
            try await AddToCart.run(other ?? variant, quantity: quantity, to: session, in: store, on: db)
        }
    }

    func cart() async throws -> Cart {
        try await database.transaction(as: .service(store: store)) { db in
            try await ShowCart.run(session, in: store, on: db)
        }
    }

    func form(
        total: Int, payment: CheckoutPayment = .manual, email: String = "ann@example.test", codes: [String] = []
    ) -> CheckoutForm {
        CheckoutForm(
            email: email,
            shippingAddress: Address(name: "Ann Buyer", line1: "1 High Street", city: "Springfield", country: "US"),
            expectedTotal: Money(minorUnits: total, .usd),
            payment: payment,
            codes: codes
        )
    }

    func place(
        _ form: CheckoutForm,
        key: String = UUID().uuidString,
        provider: any PaymentProvider = UnimplementedProvider()
    ) async throws -> PlacedOrder {
        guard let key = IdempotencyKey(key) else { throw CheckoutError.keyMalformed }
        let start = StartPayment(database: database, provider: provider, vault: Self.vault)
        let place = PlaceOrder(database: database, startPayment: start, ids: .timeOrdered)
        return try await place(form, key: key, cart: session, visit: Visit(session: "s-1", visitor: "v-1"), in: store)
    }

    func page(_ order: ID<Order>) async throws -> OrderPage? {
        try await database.transaction(as: .service(store: store)) { db in
            try await ShowOrder.run(order, in: store, on: db)
        }
    }

    /// What is on the shelf, and what of it is held.
    func stock(_ other: ID<Variant>? = nil) async throws -> [Int] {
        let row = try await administrator.one(
            "SELECT on_hand, reserved FROM stock_levels WHERE store_id = \(store) AND variant_id = \(other ?? variant)"
        )
        return [try row["on_hand"], try row["reserved"]]
    }

    func count(_ table: String) async throws -> Int {
        try await administrator.one(
            "SELECT count(*) AS n FROM \(SQL.identifier(table)) WHERE store_id = \(store)"
        ).decode("n")
    }

    /// Levels that are not the sum of their movements and reservations: always none.
    func discrepancies() async throws -> Int {
        try await administrator.one("SELECT count(*) AS n FROM app.stock_discrepancies").decode("n")
    }
}
