import Commerce
import Foundation
import Postgres
import Pricing
import TestSupport
import Testing

@Suite(.database) struct CardPaymentTests {
    private let provider = PretendProvider()

    @Test func `the order stands before the money, and the stock is held meanwhile`() async throws {
        let (shop, placed) = try await order()

        #expect(step(placed) == provider.intent(of: placed.id)?.id)
        #expect(provider.intent(of: placed.id)?.reference == PaymentReference(store: shop.store, order: placed.id))
        #expect(provider.intent(of: placed.id)?.amount == Money(minorUnits: 25_00, .usd))
        #expect(try await shop.page(placed.id)?.order.paymentStatus == .pending)
        #expect(try await shop.stock() == [10, 1])
    }

    @Test func `back from the provider, the order is paid and the stock sold`() async throws {
        let (shop, placed) = try await order()
        try provider.pay(try #require(step(placed)))

        let outcome = try await confirm(shop).returned(placed.token, in: shop.store)

        #expect(outcome == .paid)
        let order = try #require(try await shop.page(placed.id)).order
        #expect(order.status == .processing)
        #expect(order.paymentStatus == .paid)
        #expect(order.paidAt != nil)
        #expect(try await shop.stock() == [9, 0])
        #expect(try await shop.discrepancies() == 0)
    }

    @Test func `a browser that only says it has paid has not`() async throws {
        let (shop, placed) = try await order()

        let outcome = try await confirm(shop).returned(placed.token, in: shop.store)

        #expect(outcome == .waiting)
        #expect(try await shop.page(placed.id)?.order.paymentStatus == .pending)
    }

    @Test func `two webhooks and a browser return at once pay an order once`() async throws {
        let (shop, placed) = try await order()
        let intent = try #require(step(placed))
        try provider.pay(intent)

        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                group.addTask { try await receive("evt_\(number % 2)", intent, in: shop) }
                group.addTask { _ = try await confirm(shop).returned(placed.token, in: shop.store) }
            }
            try await group.waitForAll()
        }
        _ = try await ProcessPaymentEvents(database: shop.database, provider: provider).one("evt_0", in: shop.store)

        let page = try #require(try await shop.page(placed.id))
        #expect(page.order.paymentStatus == .paid)
        #expect(page.timeline.map(\.kind) == ["placed", "paid"])
        #expect(try await shop.stock() == [9, 0])
        #expect(try await shop.count("stripe_events") == 2)
        #expect(try await topics(shop) == ["order.confirmed", "order.paid", "order.placed"])
        #expect(try await shop.discrepancies() == 0)
    }

    @Test func `a webhook with another secret is refused and leaves nothing behind`() async throws {
        let (shop, placed) = try await order()
        let receive = ReceivePaymentEvent(database: shop.database, provider: provider, vault: Shop.vault)
        let body = Array(#"{"id": "evt_1", "intent": "\#(step(placed)?.rawValue ?? "")"}"#.utf8)

        await #expect(throws: WebhookError.signatureWrong) {
            try await receive(body, signature: "whsec_of_another", at: Date(), in: shop.store)
        }
        await #expect(throws: WebhookError.signatureMissing) {
            try await receive(body, signature: nil, at: Date(), in: shop.store)
        }
        #expect(try await shop.count("stripe_events") == 0)
    }

    @Test func `a store's webhook cannot pay another store's order`() async throws {
        let (shop, placed) = try await order()
        let other = try await Shop.open(cards: true)
        let intent = try #require(step(placed))
        try provider.pay(intent)

        try await receive("evt_1", intent, in: other)

        #expect(try await shop.page(placed.id)?.order.paymentStatus == .pending)
    }

    @Test func `an old failure after the success changes nothing`() async throws {
        let (shop, placed) = try await order()
        let intent = try #require(step(placed))
        let failed = PaymentIntent(
            id: intent,
            status: .requiresPaymentMethod,
            amount: placed.total,
            failure: .init(code: "card_declined", message: nil)
        )
        let succeeded = try provider.pay(intent)

        try await finalize(succeeded, in: shop)
        try await finalize(failed, in: shop)

        #expect(try await shop.page(placed.id)?.order.paymentStatus == .paid)
        #expect(try await shop.page(placed.id)?.timeline.map(\.kind) == ["placed", "paid"])
        let payment = try await shop.administrator.one("SELECT status FROM payments")
        #expect(try payment.decode("status", as: String.self) == "succeeded")
    }

    @Test func `a declined card leaves the order to be paid with another`() async throws {
        let (shop, placed) = try await order()
        provider.fail(.declined)

        let failure = await #expect(throws: PaymentProviderError.self) {
            try await confirm(shop).pay(placed.token, with: "pm_card_bad", in: shop.store)
        }
        let outcome = try await confirm(shop).pay(placed.token, with: "pm_card_good", in: shop.store)

        #expect(failure?.kind == .declined)
        #expect(outcome == .paid)
    }

    @Test func `money that came although the answer was lost is found`() async throws {
        let (shop, placed) = try await order()
        provider.loseAnswers(1)

        let outcome = try await confirm(shop).pay(placed.token, with: "pm_card_good", in: shop.store)

        #expect(outcome == .paid)
        #expect(try await shop.page(placed.id)?.order.paymentStatus == .paid)
    }

    @Test(arguments: ["", "tok_1", "pm_", "pm_1/../..", "pm_1\r\n"])
    func `what is no payment method never reaches the provider`(method: String) async throws {
        let (shop, placed) = try await order()

        await #expect(throws: PaymentProviderError(.refused)) {
            try await confirm(shop).pay(placed.token, with: method, in: shop.store)
        }
    }

    @Test func `an intent with another amount pays nothing and is noted`() async throws {
        let (shop, placed) = try await order()
        let intent = try #require(step(placed))

        try await finalize(
            PaymentIntent(id: intent, status: .succeeded, amount: Money(minorUnits: 1, .usd)),
            in: shop
        )

        let page = try #require(try await shop.page(placed.id))
        #expect(page.order.paymentStatus == .pending)
        #expect(page.timeline.last?.kind == "payment_amount_differs")
    }

    @Test func `without an answer the order waits, and the same submission continues it`() async throws {
        let shop = try await Shop.open(cards: true)
        try await shop.add()
        provider.loseAnswers(1)
        let form = shop.form(total: 25_00, payment: .card)

        let failure = await #expect(throws: CheckoutError.self) {
            try await shop.place(form, key: "submission-of-a-form", provider: provider)
        }
        let placed = try await shop.place(form, key: "submission-of-a-form", provider: provider)

        #expect(failure == .paymentUnavailable(placed.token))
        #expect(step(placed) == provider.intent(of: placed.id)?.id)
        #expect(provider.createdCount == 1)
        #expect(try await shop.count("orders") == 1)
    }

    @Test func `a key that the provider refuses gives the stock back and frees the submission`() async throws {
        let shop = try await Shop.open(cards: true)
        try await shop.add()
        provider.fail(.unauthorized)

        await #expect(throws: CheckoutError.paymentRefused) {
            try await shop.place(shop.form(total: 25_00, payment: .card), provider: provider)
        }

        #expect(try await shop.stock() == [10, 0])
        #expect(try await shop.count("idempotency_keys") == 0)
        let status = try await shop.administrator.one("SELECT status FROM orders")
        #expect(try status.decode("status", as: String.self) == "cancelled")
    }

    @Test func `after a crash before the provider was asked, a round of the job prepares the payment`() async throws {
        let shop = try await Shop.open(cards: true)
        try await shop.add()
        provider.fail(.unavailable)
        _ = try? await shop.place(shop.form(total: 25_00, payment: .card), provider: provider)
        try await age(shop, seconds: 120)

        let moved = try await resume(shop)()

        #expect(moved == 1)
        #expect(provider.createdCount == 1)
        let row = try await shop.administrator.one("SELECT stripe_payment_intent_id FROM payments")
        #expect(try row.decode("stripe_payment_intent_id", as: String?.self) != nil)
    }

    @Test func `a paid intent whose name we never noted finds its order by the reference`() async throws {
        let shop = try await Shop.open(cards: true)
        try await shop.add()
        provider.loseAnswers(1)
        _ = try? await shop.place(shop.form(total: 25_00, payment: .card), provider: provider)
        let id: ID<Order> = try await shop.administrator.one("SELECT id FROM orders").decode("id")
        let paid = try provider.pay(try #require(provider.intent(of: id)).id)

        try await finalize(paid, in: shop)

        #expect(try await shop.page(id)?.order.paymentStatus == .paid)
        #expect(try await shop.stock() == [9, 0])
    }

    @Test func `an order nobody pays is given up at the provider and here`() async throws {
        let (shop, placed) = try await order()
        try await age(shop, seconds: 3_600)

        _ = try await resume(shop)()

        #expect(provider.intent(of: placed.id)?.status == .canceled)
        let order = try #require(try await shop.page(placed.id)).order
        #expect(order.status == .cancelled)
        #expect(order.paymentStatus == .voided)
        #expect(try await shop.stock() == [10, 0])
        #expect(try await shop.discrepancies() == 0)
    }

    @Test func `an order that was paid unnoticed is not given up`() async throws {
        let (shop, placed) = try await order()
        try provider.pay(try #require(step(placed)))
        try await age(shop, seconds: 3_600)

        _ = try await resume(shop)()

        #expect(try await shop.page(placed.id)?.order.status == .processing)
        #expect(try await shop.stock() == [9, 0])
    }

    @Test func `money after the hold has expired takes the goods if they are there`() async throws {
        let (shop, placed) = try await order()
        try await expireHolds(shop)
        #expect(try await shop.stock() == [10, 0])

        try await finalize(try provider.pay(try #require(step(placed))), in: shop)

        #expect(try await shop.stock() == [9, 0])
    }

    @Test func `money after the goods are gone is kept on record, and the owner is told`() async throws {
        let (shop, placed) = try await order()
        try await expireHolds(shop)
        try await shop.database.transaction(as: .service(store: shop.store)) { db in
            _ = try await db.execute("SELECT app.adjust_stock(\(shop.variant), -10, 'damaged')")
        }

        try await finalize(try provider.pay(try #require(step(placed))), in: shop)

        let page = try #require(try await shop.page(placed.id))
        #expect(page.order.paymentStatus == .paid)
        #expect(page.timeline.map(\.kind).contains("stock_missing"))
        #expect(try await shop.discrepancies() == 0)
    }

    @Test func `money after a cancellation is recorded and does not revive the order`() async throws {
        let (shop, placed) = try await order()
        let paid = try provider.pay(try #require(step(placed)))
        try await shop.database.transaction(as: .service(store: shop.store)) { db in
            try await CancelOrder.run(placed.id, because: "test", in: shop.store, on: db)
        }

        try await finalize(paid, in: shop)

        let page = try #require(try await shop.page(placed.id))
        #expect(page.order.status == .cancelled)
        #expect(page.timeline.last?.kind == "paid_after_cancellation")
        let payment = try await shop.administrator.one("SELECT status FROM payments")
        #expect(try payment.decode("status", as: String.self) == "succeeded")
    }

    private func order() async throws -> (Shop, PlacedOrder) {
        let shop = try await Shop.open(cards: true)
        try await shop.add()
        return (shop, try await shop.place(shop.form(total: 25_00, payment: .card), provider: provider))
    }

    private func step(_ placed: PlacedOrder) -> PaymentIntent.Name? {
        if case .card(let intent, _, _) = placed.payment { intent } else { nil }
    }

    private func confirm(_ shop: Shop) -> ConfirmPayment {
        ConfirmPayment(database: shop.database, provider: provider, vault: Shop.vault)
    }

    private func resume(_ shop: Shop) -> ResumeCheckouts {
        ResumeCheckouts(database: shop.database, provider: provider, vault: Shop.vault)
    }

    private func receive(_ event: String, _ intent: PaymentIntent.Name, in shop: Shop) async throws {
        let receive = ReceivePaymentEvent(database: shop.database, provider: provider, vault: Shop.vault)
        let body = Array(#"{"id": "\#(event)", "intent": "\#(intent.rawValue)"}"#.utf8)
        try await receive(body, signature: "whsec_of_a_shop", at: Date(), in: shop.store)
    }

    private func finalize(_ intent: PaymentIntent, in shop: Shop) async throws {
        try await shop.database.transaction(as: .service(store: shop.store)) { db in
            _ = try await FinalizePayment.run(intent, in: shop.store, on: db)
        }
    }

    private func age(_ shop: Shop, seconds: Int) async throws {
        try await shop.administrator.execute(
            "UPDATE orders SET created_at = created_at - \(seconds) * interval '1 second'"
        )
    }

    private func expireHolds(_ shop: Shop) async throws {
        try await shop.administrator.execute("UPDATE stock_reservations SET expires_at = now() - interval '1 hour'")
        try await shop.database.transaction(as: .service(store: nil)) { db in
            _ = try await db.execute("SELECT app.expire_reservations(500)")
        }
    }

    private func topics(_ shop: Shop) async throws -> [String] {
        try await shop.administrator.query("SELECT topic FROM outbox ORDER BY topic").map { try $0["topic"] }
    }
}
