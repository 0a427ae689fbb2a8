import Commerce
import Foundation
import Postgres
import Pricing

/// Orders and visits of the last weeks, made through the same use cases as any shopper's and then dated back.
struct DemoHistory {
    let environment: ApplicationEnvironment
    let store: ID<Store>

    private static let orders = 24
    private static let people = [
        "Ada Winter", "Jonas Berg", "Mei Tanaka", "Olive Carter", "Rafael Costa", "Sana Malik", "Tom Fisher",
        "Yara Haddad",
    ]

    private var database: Database { environment.database }

    func make() async throws {
        let variants = try await listVariants()
        guard !variants.isEmpty else { return }
        for number in 0..<Self.orders { try await makeOrder(number, of: variants) }
        try await makeVisits()
    }

    private func listVariants() async throws -> [ID<Variant>] {
        let service = try Persona.service(store: store).databaseActor
        let rows = try await database.read(
            as: service,
            [
                """
                SELECT v.id FROM product_variants v JOIN stock_levels l ON l.store_id = v.store_id AND l.variant_id = v.id
                WHERE v.store_id = \(store) AND l.available > 5 ORDER BY v.sku, v.id
                """
            ]
        )
        return try rows[0].map { try $0[0] }
    }

    private func makeOrder(_ number: Int, of variants: [ID<Variant>]) async throws {
        let cart = CartTokens(key: environment.secretKey).newSession()
        let visitor = Persona.visitor(store: store, cart: cart)
        try await database.transaction(as: visitor) { db in
            for line in 0...(number % 3) {
                let variant = variants[(number * 7 + line * 11) % variants.count]
                try await AddToCart.run(variant, quantity: 1, to: cart, in: store, on: db)
            }
        }
        let checkout = try await database.transaction(as: .service(store: store)) { db in
            try await ShowCheckout.run(cart, in: store, on: db)
        }
        guard let key = IdempotencyKey("demo-order-\(number)-history") else { return }
        let start = StartPayment(database: database, provider: environment.payments, vault: environment.vault)
        let place = PlaceOrder(database: database, startPayment: start, ids: .timeOrdered)
        let form = Self.form(number, expecting: checkout)
        let placed = try await place(form, key: key, cart: cart, in: store)
        try await bringForward(placed.id, number)
        try await dateBack(placed.id, number)
    }

    private static func form(_ number: Int, expecting checkout: Checkout) -> CheckoutForm {
        let name = people[number % people.count]
        return CheckoutForm(
            email: "\(name.lowercased().replacing(" ", with: "."))@example.test",
            shippingAddress: Address(
                name: name,
                line1: "\(number + 3) Garden Street",
                city: "Portland",
                region: "OR",
                postalCode: "97201",
                country: "US"
            ),
            expectedTotal: checkout.quote.totals.total,
            payment: .manual
        )
    }

    /// The newest still wait for money, the next are paid, the oldest have arrived.
    private func bringForward(_ order: ID<Order>, _ number: Int) async throws {
        guard number < Self.orders - 2 else { return }
        try await database.transaction(as: .service(store: store)) { db in
            try await MarkOrderPaid.run(order, by: nil, in: store, on: db)
            guard number < Self.orders - 6 else { return }
            try await AdvanceOrder.run(
                order, .shipped, trackingNumber: "DEMO\(1_000 + number)", by: nil, in: store, on: db)
            guard number < Self.orders - 12 else { return }
            try await AdvanceOrder.run(order, .delivered, by: nil, in: store, on: db)
        }
    }

    private func dateBack(_ order: ID<Order>, _ number: Int) async throws {
        let hours = (Self.orders - number) * 26 + number % 5
        try await database.transaction(as: .service(store: store)) { db in
            _ = try await db.pipeline([
                """
                UPDATE orders SET created_at = created_at - \(hours) * interval '1 hour',
                    paid_at = paid_at - \(hours) * interval '1 hour'
                WHERE store_id = \(store) AND id = \(order)
                """
            ])
        }
    }

    /// Forty to ninety page views a day, spread by arithmetic and not by chance.
    private func makeVisits() async throws {
        try await database.transaction(as: .service(store: store)) { db in
            _ = try await db.execute(
                """
                INSERT INTO analytics_events (store_id, event_type, event_name, session_id, visitor_id, page_url, occurred_at)
                SELECT \(store), 'page_view', 'page_view', format('demo-%s-%s', day, visit / 3),
                    format('demo-visitor-%s', (day * 31 + visit / 3) % 97),
                    (ARRAY['/', '/products', '/products/morning-mug', '/cart'])[1 + (visit + day) % 4],
                    now() - day * interval '1 day' - visit * interval '9 minutes'
                FROM generate_series(1, 24) AS day, generate_series(1, 90) AS visit
                WHERE visit <= 40 + (day * 17) % 50
                """
            )
        }
        let summarize = SummarizeDay(database: database)
        for day in 1...25 { try await summarize(Self.date(daysAgo: day), in: store) }
    }

    private static func date(daysAgo: Int) -> String {
        (Date() - Double(daysAgo) * 86_400).formatted(.iso8601.year().month().day())
    }
}
