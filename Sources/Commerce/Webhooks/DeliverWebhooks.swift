package import Foundation
package import Postgres

/// Tells webhooks what is due. Any number of programs may; one that dies between sending and noting it leads to a second
/// delivery with the same id.
package struct DeliverWebhooks: Sendable {
    private let database: Database
    private let vault: SecretVault
    private let sender: any WebhookSender
    /// The address of a store's settings.
    private let settings: @Sendable (_ slug: String) -> String
    private let now: @Sendable () -> Date

    private static let batch = 32

    package init(
        database: Database,
        vault: SecretVault,
        sender: any WebhookSender,
        settings: @escaping @Sendable (_ slug: String) -> String,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.database = database
        self.vault = vault
        self.sender = sender
        self.settings = settings
        self.now = now
    }

    /// How many attempts were made.
    @discardableResult
    package func callAsFunction(limit: Int = batch) async throws -> Int {
        let claim = ClaimedDelivery.claim(at: now(), limit: limit)
        let due = try await database.transaction(as: .service(store: nil)) { db in
            try await db.query(claim, as: ClaimedDelivery.self)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for delivery in due { group.addTask { try await attempt(delivery) } }
            try await group.waitForAll()
        }
        return due.count
    }

    private func attempt(_ delivery: ClaimedDelivery) async throws {
        let answer =
            if let request = request(delivery) {
                await sender.send(request)
            } else {
                WebhookAnswer(problem: "The signing secret cannot be read here; make a new one.")
            }
        let time = now()
        if answer.problem == nil {
            try await database.transaction(as: .service(store: delivery.store)) { db in
                try await db.execute(delivery.succeed(answer, at: time))
                try await db.execute(WebhookEndpoint.succeed(delivery.endpoint, in: delivery.store))
            }
        } else {
            try await fail(delivery, answer, at: time)
        }
    }

    private func fail(_ delivery: ClaimedDelivery, _ answer: WebhookAnswer, at time: Date) async throws {
        let next = WebhookRetries.next(after: delivery.attempts, at: time, until: delivery.giveUpAt)
        // Without a store, as owners' addresses are read only so; every statement names it.
        try await database.transaction(as: .service(store: nil)) { db in
            guard try await db.execute(delivery.fail(answer, next: next)) == 1,
                let row = try await db.query(WebhookEndpoint.fail(delivery.endpoint, at: time, in: delivery.store))
                    .first,
                try row.decode("failing_since", as: Date.self) <= time - WebhookRetries.patience
            else { return }
            try await disable(delivery, on: db)
        }
    }

    private func disable(_ delivery: ClaimedDelivery, on db: Connection) async throws {
        let reason = "Nothing was taken for three days."
        let statement = WebhookEndpoint.disable(delivery.endpoint, because: reason, in: delivery.store)
        guard try await !db.query(statement).isEmpty else { return }
        let row = try await db.one(WebhookEndpoint.owner(in: delivery.store))
        guard let owner = EmailAddress(try row.decode("email", as: String.self)) else { return }
        let (name, slug): (String, String) = (try row["store_name"], try row["store_slug"])
        let letter = Letter(
            to: owner,
            subject: "A webhook of \(name) was switched off",
            paragraphs: [
                "The webhook to \(delivery.url) has taken nothing for three days, so nothing more is sent to it.",
                "When the receiver works again, switch the webhook on in the settings; there you can also send again what was missed.",
            ],
            action: Letter.Action(
                title: "Open the webhooks", address: settings(slug) + "/webhooks/\(delivery.endpoint)")
        )
        try await QueueLetter.run(letter, in: delivery.store, vault: vault, on: db)
    }

    /// Nil when no secret can be opened: nothing is sent unsigned.
    private func request(_ delivery: ClaimedDelivery) -> WebhookRequest? {
        let secrets = [delivery.secret, delivery.previousSecret].compactMap(\.self).compactMap { sealed in
            (try? vault.open(sealed, for: WebhookSecret.vaultRow(delivery.endpoint))).flatMap(WebhookSecret.init)
        }
        guard !secrets.isEmpty else { return nil }
        let (id, second) = (delivery.event.uuidString.lowercased(), Int(now().timeIntervalSince1970))
        return WebhookRequest(
            url: delivery.url,
            headers: [
                "content-type": "application/json",
                "user-agent": "SellUsGenie-Webhooks/1",
                "webhook-id": id,
                "webhook-timestamp": "\(second)",
                "webhook-signature": secrets.map { $0.signature(id: id, second: second, body: delivery.body) }
                    .joined(separator: " "),
            ],
            body: delivery.body
        )
    }
}
