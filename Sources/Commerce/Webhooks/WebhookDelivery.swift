package import Foundation

/// One telling of one event, as the owner sees it.
package struct WebhookDelivery: Hashable, Sendable {
    package enum State: String, Hashable, Sendable {
        case waiting, delivered, failed
    }

    /// What the envelope looks like; a change that breaks receivers has another.
    package static let version = "2026-11-01"

    package let id: ID<WebhookDelivery>
    package let event: UUID
    package let topic: String
    package let state: State
    package let attempts: Int
    package let nextAttempt: Date
    package let lastStatus: Int?
    package let lastError: String?
    package let response: String?
    package let createdAt: Date
}

/// A delivery that was claimed: what is sent where, and how it is signed.
struct ClaimedDelivery: Sendable {
    let id: ID<WebhookDelivery>
    let store: ID<Store>
    let endpoint: ID<WebhookEndpoint>
    let event: UUID
    let attempts: Int
    let giveUpAt: Date
    let url: String
    let body: String
    let secret: String
    let previousSecret: String?
}
