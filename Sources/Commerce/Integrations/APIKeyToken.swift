import Crypto
import Foundation
package import Postgres

/// What an integration sends: `sug_`, 256 random bits in base62, and six digits that check the others, so that a typing
/// error is told from a key that was revoked, and a scanner of source code can tell a key from chance. The database keeps
/// its SHA-256 alone: against guessing 256 bits no slow hash is needed, and no comparison of ours sees the token itself.
package struct APIKeyToken: Hashable, Sendable {
    private static let prefix = "sug_"
    /// 62^43 is just above 2^256.
    private static let digits = 43
    private static let checkDigits = 6

    private let text: String

    package init() {
        let random = Base62.encode(Array(Data.random(count: 32)), digits: Self.digits)
        text = Self.prefix + random + Self.check(random)
    }

    /// Nil for what was never a key.
    package init?(_ text: String) {
        guard text.utf8.count == Self.prefix.count + Self.digits + Self.checkDigits, text.hasPrefix(Self.prefix) else {
            return nil
        }
        let random = text.dropFirst(Self.prefix.count).prefix(Self.digits)
        guard Self.check(String(random)) == text.suffix(Self.checkDigits) else { return nil }
        self.text = text
    }

    /// The token itself, for the one page that shows it once.
    package func reveal() -> String { text }

    /// The beginning, by which a person tells keys apart: `sug_Ab12`.
    package var hint: String { String(text.prefix(Self.prefix.count + 4)) }

    package var hash: Bytes { Bytes(SHA256.hash(data: Data(text.utf8))) }

    private static func check(_ random: String) -> String {
        Base62.encode(Array(SHA256.hash(data: Data(random.utf8)).prefix(4)), digits: checkDigits)
    }
}

extension APIKeyToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "[redacted]" }
    package var debugDescription: String { "[redacted]" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Digits and letters only: a double click selects all of it, and it needs no escaping anywhere.
private enum Base62 {
    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")

    /// Long division by 62, the least digit first, until so many digits are there.
    static func encode(_ bytes: [UInt8], digits: Int) -> String {
        var number = bytes
        var text: [Character] = []
        for _ in 0..<digits {
            var remainder = 0
            for index in number.indices {
                let value = remainder << 8 | Int(number[index])
                number[index] = UInt8(value / 62)
                remainder = value % 62
            }
            text.append(alphabet[remainder])
        }
        return String(text.reversed())
    }
}
