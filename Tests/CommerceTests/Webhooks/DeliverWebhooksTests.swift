import Commerce
import Crypto
import Foundation
import Postgres
import Synchronization
import TestSupport
import Testing

@Suite(.database) struct DeliverWebhooksTests {
    @Test func `an order is told in order, signed, and with its lines`() async throws {
        let shop = try await Shop.open()
        let secret = try await listen(shop, [.orderCreated, .orderPaid, .orderCancelled])
        try await shop.add()
        let placed = try await shop.place(shop.form(total: 25_00))
        try await shop.administrator.execute("UPDATE orders SET payment_status = 'paid' WHERE id = \(placed.id)")
        let receiver = Receiver()

        try await deliverAll(shop, receiver)

        #expect(receiver.topics == ["order.created", "order.paid"])
        let request = try #require(receiver.requests.first)
        #expect(request.body.contains("\"quantity\": 1"))
        #expect(try Self.isSigned(request, with: secret))
    }

    @Test func `four workers tell each event of a product once and in order`() async throws {
        let shop = try await Shop.open()
        _ = try await listen(shop, [.productUpdated])
        for number in 1...8 {
            try await shop.administrator.execute("UPDATE products SET name = \("Mug \(number)")")
        }
        try await DispatchOutbox(database: shop.database)()
        let receiver = Receiver()

        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    // Each round tells one, because each waits for the one before it.
                    while receiver.requests.count < 8 { try await deliver(shop, receiver)() }
                }
            }
            try await group.waitForAll()
        }

        let names = receiver.requests.compactMap {
            $0.body.firstMatch(of: /"name": "(Mug [0-9])"/).map { String($0.1) }
        }
        #expect(names == (1...8).map { "Mug \($0)" })
    }

    @Test func `a later event waits until the earlier one is taken`() async throws {
        let shop = try await Shop.open()
        _ = try await listen(shop, [.productUpdated])
        for name in ["First", "Second"] { try await shop.administrator.execute("UPDATE products SET name = \(name)") }
        let receiver = Receiver(status: 500)
        try await DispatchOutbox(database: shop.database)()

        #expect(try await deliver(shop, receiver)() == 1)
        #expect(try await deliver(shop, receiver)() == 0)
        receiver.answer(with: 200)
        #expect(try await deliver(shop, receiver, after: 60)() == 1)
        #expect(try await deliver(shop, receiver, after: 60)() == 1)

        let ids = receiver.requests.compactMap { $0.headers["webhook-id"] }
        #expect(ids.count == 3)
        #expect(ids[0] == ids[1])
        #expect(ids[1] != ids[2])
    }

    @Test func `after three days of failure it is switched off, and the owner reads why`() async throws {
        let shop = try await Shop.open()
        _ = try await listen(shop, [.productUpdated])
        try await shop.administrator.execute("UPDATE products SET name = 'Cup'")
        let receiver = Receiver(status: 500)
        try await DispatchOutbox(database: shop.database)()
        for hour in stride(from: 0.0, through: 80, by: 4) {
            try await deliver(shop, receiver, after: hour * 3_600)()
        }

        let webhook = try await shop.administrator.one("SELECT state, disabled_reason FROM webhook_endpoints")
        #expect(try webhook.decode("state", as: String.self) == "disabled")
        let delivery = try await shop.administrator.one("SELECT state, last_status FROM webhook_deliveries")
        #expect(try delivery.decode("state", as: String.self) == "failed")
        let letters = try await shop.administrator.query("SELECT id FROM jobs WHERE kind = 'letters.send'")
        #expect(letters.count == 1)
    }

    @Test func `what a dead program was sending is sent again with the same id`() async throws {
        let shop = try await Shop.open()
        _ = try await listen(shop, [.productUpdated])
        try await shop.administrator.execute("UPDATE products SET name = 'Cup'")
        try await DispatchOutbox(database: shop.database)()
        // Claimed, and never heard of again.
        try await shop.administrator.execute(
            "UPDATE webhook_deliveries SET attempts = 1, locked_until = now() + interval '2 minutes'")
        let receiver = Receiver()

        #expect(try await deliver(shop, receiver)() == 0)
        #expect(try await deliver(shop, receiver, after: 180)() == 1)

        let event = try await shop.administrator.one("SELECT event_id::text AS id FROM webhook_deliveries")
        #expect(receiver.requests.first?.headers["webhook-id"] == (try event["id"]))
    }

    @Test func `for a day after a rotation two secrets sign`() async throws {
        let shop = try await Shop.open()
        let old = try await listen(shop, [.productUpdated])
        let new = try await shop.database.transaction(as: .service(store: shop.store)) { db in
            let webhooks = try await ListWebhooks.run(in: shop.store, on: db)
            return try await ChangeWebhooks(in: shop.store, vault: Shop.vault).rotate(
                try #require(webhooks.first).id, on: db)
        }
        try await shop.administrator.execute("UPDATE products SET name = 'Cup'")
        let receiver = Receiver()
        try await deliverAll(shop, receiver)

        let request = try #require(receiver.requests.first)
        #expect(try Self.isSigned(request, with: old))
        #expect(try Self.isSigned(request, with: new))
    }

    @Test func `a store where nobody listens announces nothing`() async throws {
        let shop = try await Shop.open()

        try await shop.administrator.execute("UPDATE products SET name = 'Cup'")

        #expect(try await shop.administrator.query("SELECT id FROM outbox WHERE topic LIKE 'product.%'").isEmpty)
    }

    @Test func `the pauses grow from seconds to hours, and are spread`() {
        #expect(WebhookRetries.pause(after: 1, jitter: 0.5) == 5)
        #expect(WebhookRetries.pause(after: 100, jitter: 0.5) == 14_400)
        #expect(abs(WebhookRetries.pause(after: 2, jitter: 0) - 24) < 0.001)
        #expect(abs(WebhookRetries.pause(after: 2, jitter: 1) - 36) < 0.001)
    }

    private func listen(_ shop: Shop, _ topics: [WebhookTopic]) async throws -> WebhookSecret {
        let address = try WebhookAddress("https://receiver.test/hooks", .publicOnly)
        return try await shop.database.transaction(as: .service(store: shop.store)) { db in
            try await ChangeWebhooks(in: shop.store, vault: Shop.vault).add(address, topics: topics, on: db).secret
        }
    }

    private func deliver(_ shop: Shop, _ receiver: Receiver, after seconds: Double = 0) -> DeliverWebhooks {
        DeliverWebhooks(
            database: shop.database, vault: Shop.vault, sender: receiver, settings: { "https://shops.test/\($0)" },
            // A little ahead of the database's clock, by which deliveries were made due.
            now: { Date() + 1 + seconds })
    }

    private func deliverAll(_ shop: Shop, _ receiver: Receiver) async throws {
        try await DispatchOutbox(database: shop.database)()
        while try await deliver(shop, receiver)() > 0 {}
    }

    /// As a receiver checks it, by hand.
    private static func isSigned(_ request: WebhookRequest, with secret: WebhookSecret) throws -> Bool {
        let key = try #require(Data(base64Encoded: String(secret.text.reveal().dropFirst("whsec_".count))))
        let id = try #require(request.headers["webhook-id"])
        let time = try #require(request.headers["webhook-timestamp"])
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("\(id).\(time).\(request.body)".utf8), using: SymmetricKey(data: key))
        let signatures = request.headers["webhook-signature"]?.split(separator: " ") ?? []
        return signatures.contains { $0 == "v1,\(Data(code).base64EncodedString())" }
    }
}

/// Notes what it is sent.
private final class Receiver: WebhookSender {
    private let state: Mutex<(status: Int, requests: [WebhookRequest])>

    init(status: Int = 200) {
        state = Mutex((status, []))
    }

    var requests: [WebhookRequest] { state.withLock(\.requests) }

    var topics: [String] {
        requests.compactMap { $0.body.firstMatch(of: /"type": "([a-z.]+)"/).map { String($0.1) } }
    }

    func answer(with status: Int) { state.withLock { $0.status = status } }

    func send(_ request: WebhookRequest) async -> WebhookAnswer {
        let status = state.withLock { state in
            state.requests.append(request)
            return state.status
        }
        return WebhookAnswer(status: status, body: "ok")
    }
}
