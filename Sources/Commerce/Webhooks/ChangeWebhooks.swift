import Foundation
package import Postgres

/// Adds and changes the webhooks of a store.
package struct ChangeWebhooks: Sendable {
    private let store: ID<Store>
    private let vault: SecretVault

    package init(in store: ID<Store>, vault: SecretVault) {
        self.store = store
        self.vault = vault
    }

    /// The secret is shown once.
    /// - Parameter db: of the service persona, in the store; so in all others.
    /// - Throws: ``WebhookEndpointError/noTopic``, ``WebhookEndpointError/tooMany``
    package func add(
        _ address: WebhookAddress, topics: [WebhookTopic], on db: Connection
    ) async throws -> (id: ID<WebhookEndpoint>, secret: WebhookSecret) {
        guard !topics.isEmpty else { throw WebhookEndpointError.noTopic }
        try await db.execute(WebhookEndpoint.holdList(of: store))
        let present = try await db.query(WebhookEndpoint.list(in: store))
        guard present.count < WebhookEndpoint.limit else { throw WebhookEndpointError.tooMany }
        let (id, secret) = (ID<WebhookEndpoint>(UUID()), WebhookSecret())
        try await db.execute(
            WebhookEndpoint.insert(
                id, address, topics, sealed: try seal(secret, for: id), hint: secret.text.hint ?? "", in: store))
        return (id, secret)
    }

    /// - Throws: ``WebhookEndpointError/unknown``
    package func rotate(_ id: ID<WebhookEndpoint>, on db: Connection) async throws -> WebhookSecret {
        let secret = WebhookSecret()
        try await change(
            WebhookEndpoint.rotate(id, sealed: try seal(secret, for: id), hint: secret.text.hint ?? "", in: store), db)
        return secret
    }

    package func disable(_ id: ID<WebhookEndpoint>, on db: Connection) async throws {
        _ = try await db.query(WebhookEndpoint.disable(id, because: "You switched it off.", in: store))
    }

    package func enable(_ id: ID<WebhookEndpoint>, on db: Connection) async throws {
        _ = try await db.query(WebhookEndpoint.enable(id, in: store))
    }

    /// - Throws: ``WebhookEndpointError/unknown``
    package func remove(_ id: ID<WebhookEndpoint>, on db: Connection) async throws {
        try await change(WebhookEndpoint.remove(id, in: store), db)
    }

    /// Queues an event that means nothing.
    /// - Throws: ``WebhookEndpointError/unknown``
    package func test(_ id: ID<WebhookEndpoint>, on db: Connection) async throws {
        try await change(WebhookDelivery.insertTest(for: id, in: store), db)
    }

    /// Sends again what was delivered or given up, with the same id.
    /// - Throws: ``WebhookEndpointError/unknown``
    package func replay(_ delivery: ID<WebhookDelivery>, of id: ID<WebhookEndpoint>, on db: Connection) async throws {
        try await change(WebhookDelivery.replay(delivery, of: id, in: store), db)
    }

    private func change(_ statement: SQL, _ db: Connection) async throws {
        guard try await !db.query(statement).isEmpty else { throw WebhookEndpointError.unknown }
    }

    private func seal(_ secret: WebhookSecret, for id: ID<WebhookEndpoint>) throws -> String {
        try vault.seal(secret.text, for: WebhookSecret.vaultRow(id))
    }
}

/// What the owner sees.
package enum ListWebhooks {
    package static func run(in store: ID<Store>, on db: Connection) async throws -> [WebhookEndpoint] {
        try await db.query(WebhookEndpoint.list(in: store), as: WebhookEndpoint.self)
    }

    /// A webhook and what was sent to it, the newest first; nil when there is none.
    package static func find(
        _ id: ID<WebhookEndpoint>, in store: ID<Store>, on db: Connection
    ) async throws -> (endpoint: WebhookEndpoint, log: [WebhookDelivery])? {
        guard
            let endpoint = try await db.query(WebhookEndpoint.find(id, in: store), as: WebhookEndpoint.self).first
        else { return nil }
        return (endpoint, try await db.query(WebhookDelivery.list(of: id, in: store), as: WebhookDelivery.self))
    }
}
