import Crypto
import Foundation
import Postgres

/// A submission's name, chosen by who submits: the same again is the same submission.
package struct IdempotencyKey: Hashable, Sendable {
    package let text: String

    /// 16 to 255 visible ASCII characters; the form's own are UUIDs.
    package init?(_ text: String) {
        guard text.wholeMatch(of: /[!-~]{16,255}/) != nil else { return nil }
        self.text = text
    }
}

/// A submission as the database keeps it: the key, who sent it, and what it asked for.
package struct IdempotentRequest: Hashable, Sendable {
    let key: IdempotencyKey
    /// The same key of another sender is another submission.
    let scope: String
    let method: String
    let path: String
    /// SHA-256 of what was asked for.
    let fingerprint: Bytes

    package init(
        key: IdempotencyKey,
        scope: String,
        method: String,
        path: String,
        body: some Encodable
    ) throws {
        self.key = key
        self.scope = scope
        self.method = method
        self.path = path
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        fingerprint = Bytes(SHA256.hash(data: try encoder.encode(body)))
    }
}
