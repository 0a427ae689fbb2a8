import Commerce
import Foundation
import Postgres
import Pricing
import TestSupport
import Testing

@testable import Providers

/// A whole purchase with localstripe in the provider's place.
@Suite(.database) struct StripeCheckoutTests {
    @Test func `a guest buys with a card, and the order is paid`() async throws {
        let (store, session) = try await openShop()
        let database = try TestDatabase.current.database
        let vault = SecretVault(current: try #require(SecretKey(Array(repeating: 7, count: 32))))
        let keys = StripeKeys(
            publishable: "pk_test_of_shop",
            secret: Secret("sk_test_of_shop"),
            webhookSecret: Secret("whsec_of_a_shop")
        )
        try await database.transaction(as: .service(store: store)) { db in
            try await SavePaymentSettings.run(keys, in: store, vault: vault, on: db)
        }

        try await LocalStripe.run { stripe in
            let start = StartPayment(database: database, provider: stripe, vault: vault)
            let place = PlaceOrder(database: database, startPayment: start, ids: .timeOrdered)
            let confirm = ConfirmPayment(database: database, provider: stripe, vault: vault)
            let key = try #require(IdempotencyKey("submission-of-a-form"))

            let placed = try await place(form, key: key, cart: session, in: store)
            let outcome = try await confirm.pay(placed.token, with: "pm_card_visa", in: store)

            #expect(outcome == .paid)
            #expect(try await confirm.returned(placed.token, in: store) == .paid)
            let status = try await database.transaction(as: .visitor(store: store, order: placed.token)) { db in
                try await ShowOrderStatus.run(placed.token, in: store, on: db)
            }
            #expect(status?.order.paymentStatus == .paid)
        }
    }

    private var form: CheckoutForm {
        CheckoutForm(
            email: "ann@example.test",
            shippingAddress: Address(name: "Ann Buyer", line1: "1 High Street", city: "Springfield", country: "US"),
            expectedTotal: Money(minorUnits: 20_00, .usd),
            payment: .card
        )
    }

    /// A store with a mug for 20 dollars, and one of them in a guest's cart.
    private func openShop() async throws -> (ID<Store>, CartSession) {
        let (owner, store, product) = (ID<User>(UUID()), ID<Store>(UUID()), ID<Product>(UUID()))
        let (variant, session) = (ID<Variant>(UUID()), CartSession(rawValue: "guest-of-the-stripe-test"))
        let test = try TestDatabase.current
        _ = try await test.administrator.pipeline([
            "INSERT INTO auth.users (id, email) VALUES (\(owner), 'owner@shop.test')",
            "INSERT INTO store_owners (id, email) VALUES (\(owner), 'owner@shop.test')",
            """
            INSERT INTO stores (id, store_owner_id, store_name, store_slug)
            VALUES (\(store), \(owner), 'Shop', 'stripe-shop')
            """,
        ])
        try await test.database.transaction(as: .service(store: store)) { db in
            _ = try await db.pipeline([
                "INSERT INTO products (id, store_id, name, slug, price) VALUES (\(product), \(store), 'Mug', 'mug', 20)",
                """
                INSERT INTO product_variants (id, store_id, product_id, price)
                VALUES (\(variant), \(store), \(product), 20)
                """,
                "SELECT app.adjust_stock(\(variant), 3, 'received')",
            ])
            try await AddToCart.run(variant, quantity: 1, to: session, in: store, on: db)
        }
        return (store, session)
    }
}
