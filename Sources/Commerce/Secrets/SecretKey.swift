package import Crypto
import Foundation

/// The master key of the installation (`SELLUSGENIE_SECRET_KEY`). It signs and encrypts nothing itself: each purpose
/// has a key of its own, derived from it, so that one purpose's tokens prove nothing to another.
package struct SecretKey: Sendable {
    /// What a derived key is for.
    package struct Purpose: Hashable, Sendable {
        let name: String

        package init(_ name: String) {
            self.name = name
        }
    }

    private let material: SymmetricKey

    /// Refuses what is shorter than 32 bytes: it would be weaker than the ciphers it keys.
    package init?(_ bytes: some Sequence<UInt8>) {
        let bytes = Array(bytes)
        guard bytes.count >= 32 else { return nil }
        material = SymmetricKey(data: bytes)
    }

    package func key(for purpose: Purpose) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: material,
            info: Data("sellusgenie \(purpose.name)".utf8),
            outputByteCount: 32
        )
    }
}

extension SecretKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "[redacted]" }
    package var debugDescription: String { "[redacted]" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
