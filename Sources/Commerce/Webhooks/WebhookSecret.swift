import Crypto
import Foundation

/// What a receiver checks signatures with: `whsec_` and the key in base64, as Standard Webhooks writes it
/// (source: standardwebhooks.com, "Signature scheme").
package struct WebhookSecret: Hashable, Sendable {
    private static let prefix = "whsec_"

    package let text: Secret
    private let key: Data

    package init() {
        key = .random(count: 32)
        text = Secret(Self.prefix + key.base64EncodedString())
    }

    /// Nil for what is none.
    package init?(_ text: Secret) {
        let words = text.reveal()
        guard words.hasPrefix(Self.prefix), let key = Data(base64Encoded: String(words.dropFirst(Self.prefix.count)))
        else {
            return nil
        }
        self.text = text
        self.key = key
    }

    /// `v1,` and the HMAC-SHA256 of id, second and body, with points between.
    package func signature(id: String, second: Int, body: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("\(id).\(second).\(body)".utf8), using: SymmetricKey(data: key))
        return "v1,\(Data(code).base64EncodedString())"
    }

    static func vaultRow(_ endpoint: ID<WebhookEndpoint>) -> String { "webhook_endpoints/\(endpoint)" }
}
