package import Crypto
import Foundation

/// A key that signs and encrypts nothing itself: each purpose has a key of its own, derived from it, so that one
/// purpose's tokens prove nothing to another. The vault's is derived from a master key (`SELLUSGENIE_SECRET_KEY`), which
/// may change; all others from the installation's root, which stays and rests in the vault.
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

    /// Eight hexadecimal digits that tell master keys apart and give nothing of them away.
    package var name: String {
        HMAC<SHA256>.authenticationCode(for: Data("key name".utf8), using: key(for: .vault))
            .prefix(4).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}

extension SecretKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "[redacted]" }
    package var debugDescription: String { "[redacted]" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
