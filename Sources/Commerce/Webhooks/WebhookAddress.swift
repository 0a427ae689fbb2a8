import Foundation

/// Where a webhook goes. Whether the name leads to an address that may be reached is asked anew at every delivery.
package struct WebhookAddress: Hashable, Sendable {
    /// Which addresses are taken.
    package enum Rule: Hashable, Sendable {
        case publicOnly
        /// For tests and closed networks: private addresses too, and without TLS.
        case anywhere
    }

    package let text: String

    /// - Throws: ``WebhookEndpointError/addressUnusable``
    package init(_ text: String, _ rule: Rule) throws(WebhookEndpointError) {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        let schemes = rule == .anywhere ? ["https", "http"] : ["https"]
        guard trimmed.utf8.count <= 500, trimmed.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            let url = URL(string: trimmed), let scheme = url.scheme, schemes.contains(scheme),
            let host = url.host(), !host.isEmpty, url.user() == nil, url.password() == nil, url.fragment() == nil
        else { throw .addressUnusable }
        self.text = trimmed
    }
}
