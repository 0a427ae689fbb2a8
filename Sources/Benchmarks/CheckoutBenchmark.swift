import Commerce
import Foundation
import Postgres
import Pricing

/// What the audit log adds to a checkout: the same orders, with the log's triggers and without them.
struct CheckoutBenchmark: Sendable {
    private static let orders = 150
    private static let products = ["product-1", "product-2", "product-3"]

    let database: BenchmarkDatabase
    private let store = ID<Store>(BenchmarkDatabase.store)

    var benchmark: Benchmark {
        Benchmark(
            name: "audit: checkouts of three lines, one after the other", unit: "/s",
            limitName: "without the log's triggers", target: nil,
            limit: { try await rate(audited: false) }, ours: { try await rate(audited: true) }
        )
    }

    /// Checkouts a second; what fills the carts is not counted.
    private func rate(audited: Bool) async throws -> Double {
        let administrator = try await Connection(parameters: [
            "dbname": database.server.superuserConnectionString(database: "sellusgenie")
        ])
        try await administrator.script(Self.triggers(audited ? "ENABLE" : "DISABLE"))
        let pool = Database(
            configuration: DatabaseConfiguration(
                connectionString: database.server.connectionString(user: "sellusgenie_app")),
            logger: database.logger)
        let variants = try await stock(administrator)
        let rate = try await rate(of: variants, on: pool)
        await pool.drain()
        return rate
    }

    private func rate(of variants: [ID<Variant>], on pool: Database) async throws -> Double {
        guard let key = SecretKey((0..<32).map { UInt8($0) }) else { throw BenchmarkError.unexpectedOutput("no key") }
        let start = StartPayment(database: pool, provider: NoPayments(), vault: SecretVault(current: key))
        let place = PlaceOrder(database: pool, startPayment: start, ids: .timeOrdered)
        let total = try await total(of: try await cart(of: variants, on: pool), place)
        var time = Duration.zero
        for _ in 0..<Self.orders {
            let cart = try await cart(of: variants, on: pool)
            let begin = ContinuousClock.now
            _ = try await place(Self.form(total), key: try Self.key(), cart: cart, in: store)
            time += .now - begin
        }
        return Double(Self.orders) / (time / .seconds(1))
    }

    /// The refusal of a wrong total says the right one.
    private func total(of cart: CartSession, _ place: PlaceOrder) async throws -> Money {
        do {
            _ = try await place(Self.form(Money(minorUnits: 1, .usd)), key: try Self.key(), cart: cart, in: store)
        } catch CheckoutError.totalChanged(let quote) {
            return quote.totals.total
        }
        throw BenchmarkError.unexpectedOutput("three products for a cent")
    }

    private func cart(of variants: [ID<Variant>], on pool: Database) async throws -> CartSession {
        let cart = CartSession(rawValue: "bench-\(UUID().uuidString)")
        try await pool.transaction(as: .visitor(store: store, cart: cart)) { db in
            for variant in variants { try await AddToCart.run(variant, quantity: 1, to: cart, in: store, on: db) }
        }
        return cart
    }

    private func stock(_ administrator: Connection) async throws -> [ID<Variant>] {
        try await administrator.execute(
            "UPDATE stock_levels SET on_hand = 1000000 WHERE store_id = \(store) AND on_hand < 1000000")
        let rows = try await administrator.query(
            """
            SELECT v.id FROM product_variants v JOIN products p ON p.store_id = v.store_id AND p.id = v.product_id
            WHERE v.store_id = \(store) AND p.slug = ANY (\(Self.products)) ORDER BY p.slug
            """
        )
        return try rows.map { try $0["id"] }
    }

    private static func form(_ total: Money) -> CheckoutForm {
        CheckoutForm(
            email: "ann@example.test",
            shippingAddress: Address(name: "Ann Buyer", line1: "1 High Street", city: "Springfield", country: "US"),
            expectedTotal: total,
            payment: .manual
        )
    }

    private static func key() throws -> IdempotencyKey {
        guard let key = IdempotencyKey(UUID().uuidString) else { throw BenchmarkError.unexpectedOutput("no key") }
        return key
    }

    private static func triggers(_ command: String) -> String {
        """
        DO $$
        DECLARE
            ours record;
        BEGIN
            FOR ours IN
                SELECT tgrelid::regclass AS home, tgname FROM pg_trigger
                WHERE tgname IN ('audit_insert', 'audit_update', 'audit_delete') AND tgparentid = 0
            LOOP
                EXECUTE format('ALTER TABLE %s \(command) TRIGGER %I', ours.home, ours.tgname);
            END LOOP;
        END
        $$
        """
    }
}

/// Orders here are paid by arrangement.
private struct NoPayments: PaymentProvider {
    func createIntent(_ request: PaymentIntentRequest, with key: Secret) async throws(PaymentProviderError)
        -> PaymentIntent
    { throw PaymentProviderError(.refused) }

    func retrieveIntent(_ id: PaymentIntent.Name, with key: Secret) async throws(PaymentProviderError) -> PaymentIntent
    { throw PaymentProviderError(.refused) }

    func confirmIntent(_ id: PaymentIntent.Name, paymentMethod: String, with key: Secret)
        async throws(PaymentProviderError) -> PaymentIntent
    { throw PaymentProviderError(.refused) }

    func cancelIntent(_ id: PaymentIntent.Name, with key: Secret) async throws(PaymentProviderError) -> PaymentIntent {
        throw PaymentProviderError(.refused)
    }

    func event(in body: [UInt8], signature: String, secret: Secret, now: Date) throws(WebhookError) -> PaymentEvent {
        throw .signatureWrong
    }

    func event(stored body: String) throws(WebhookError) -> PaymentEvent { throw .unreadable }
}
