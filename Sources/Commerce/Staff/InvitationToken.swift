import Crypto
import Foundation
import Postgres

/// What the link in an invitation holds: 256 random bits, of which the database keeps only the SHA-256.
package struct InvitationToken: Hashable, Sendable {
    private static let byteCount = 32

    private let data: Data

    package init() {
        data = .random(count: Self.byteCount)
    }

    /// Reads the end of an address; nil for what no token looks like.
    package init?(_ text: String) {
        guard text.utf8.count == 43, let data = Data(base64URL: text), data.count == Self.byteCount else { return nil }
        self.data = data
    }

    /// As it stands in an address.
    package var text: String { data.base64URL }

    var hash: Bytes { Bytes(SHA256.hash(data: data)) }
}

extension InvitationToken: CustomStringConvertible, CustomReflectable {
    package var description: String { "[redacted]" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
