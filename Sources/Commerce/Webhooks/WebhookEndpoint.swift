package import Foundation

/// A place that is told of a store's changes, as its owner sees it: all but the secret.
package struct WebhookEndpoint: Hashable, Sendable {
    package static let limit = 10

    package let id: ID<WebhookEndpoint>
    package let url: String
    package let topics: [String]
    package let hint: String
    package let previousUntil: Date?
    /// Why nothing is sent; nil while something is.
    package let disabledReason: String?
    package let failingSince: Date?

    package var isActive: Bool { disabledReason == nil }
}
