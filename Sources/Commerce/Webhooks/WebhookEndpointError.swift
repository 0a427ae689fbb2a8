/// Why a webhook was not kept.
package enum WebhookEndpointError: Error, Hashable {
    case addressUnusable
    case noTopic
    case tooMany
    case unknown
}

extension WebhookEndpointError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .addressUnusable:
            "Enter an address that begins with https:// and has no name, password or # in it, up to 500 characters."
        case .noTopic: "Choose at least one thing to be told about."
        case .tooMany: "A store has up to \(WebhookEndpoint.limit) webhooks; remove one first."
        case .unknown: "This webhook is not there any more."
        }
    }
}
