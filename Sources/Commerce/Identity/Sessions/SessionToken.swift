import Crypto
import Foundation
import Postgres

/// What the cookie of a dashboard session holds: 256 random bits. The database keeps only their SHA-256, so that who
/// reads the database cannot sign in with what is there.
package struct SessionToken: Hashable, Sendable {
    private static let byteCount = 32

    private let data: Data

    package init() {
        data = .random(count: Self.byteCount)
    }

    /// Reads a cookie; nil for what no token looks like.
    package init?(_ cookie: String) {
        guard cookie.utf8.count == 43, let data = Data(base64URL: cookie), data.count == Self.byteCount else {
            return nil
        }
        self.data = data
    }

    /// The cookie's value.
    package var cookie: String { data.base64URL }

    var hash: Bytes { Bytes(SHA256.hash(data: data)) }
}

extension SessionToken: CustomStringConvertible, CustomReflectable {
    package var description: String { "[redacted]" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
