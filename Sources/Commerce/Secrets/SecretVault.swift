import Crypto
import Foundation

/// Encrypts the secrets that rest in the database: a data key for each value, and the data key wrapped by the master
/// key. Both are bound to the row that holds them, so that a value moved to another row does not open.
package struct SecretVault: Sendable {
    package let ring: KeyRing
    /// Which stored keys were opened, for whoever counts.
    package let uses = KeyUses()

    /// Seals with the ring's sealing key, opens with any of its keys: that is how the master key is changed without a
    /// pause.
    package init(_ ring: KeyRing) {
        self.ring = ring
    }

    package init(current: SecretKey, previous: [SecretKey] = []) {
        self.init(KeyRing(current, previous))
    }

    /// `row` names the row for good, such as `system_api_keys/{store}/stripe/secret_key`.
    package func seal(_ secret: Secret, for row: String) throws -> String {
        let dataKey = SymmetricKey(size: .bits256)
        let sealed = try Self.encrypt(Data(secret.reveal().utf8), with: dataKey, for: row)
        return try wrap(dataKey, around: sealed.base64URL, for: row)
    }

    /// The same sealed value, its data key wrapped by today's master key. The secret itself is not opened.
    package func rewrap(_ text: String, for row: String) throws -> String {
        let parts = try Parts(text)
        return try wrap(dataKey(parts, for: row), around: parts.sealed, for: row)
    }

    /// Whether a text looks like a sealed value.
    package static func isSealed(_ text: some StringProtocol) -> Bool {
        (try? Parts(String(text))) != nil
    }

    package func open(_ text: String, for row: String) throws(SecretVaultError) -> Secret {
        let parts = try Parts(text)
        let dataKey = try dataKey(parts, for: row)
        guard let sealed = Data(base64URL: parts.sealed) else { throw .malformed }
        do {
            return Secret(String(decoding: try Self.decrypt(sealed, with: dataKey, for: row), as: UTF8.self))
        } catch {
            throw .tampered
        }
    }

    /// `v1.{name of the master key}.{wrapped data key}.{sealed value}`
    private struct Parts {
        static let version = "v1"

        let master: String
        let wrapped: Data
        let sealed: String

        init(_ text: String) throws(SecretVaultError) {
            let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 4, parts[0] == Self.version, let wrapped = Data(base64URL: parts[2]) else {
                throw .malformed
            }
            (master, self.wrapped, sealed) = (parts[1], wrapped, parts[3])
        }
    }

    private func dataKey(_ parts: Parts, for row: String) throws(SecretVaultError) -> SymmetricKey {
        guard let master = ring.key(named: parts.master) else { throw .unknownKey(parts.master) }
        do {
            return SymmetricKey(data: try Self.decrypt(parts.wrapped, with: master, for: row))
        } catch {
            throw .tampered
        }
    }

    private func wrap(_ dataKey: SymmetricKey, around sealed: String, for row: String) throws -> String {
        guard let master = ring.sealingKey else { throw SecretVaultError.unknownKey(ring.sealing) }
        let wrapped = try Self.encrypt(dataKey.withUnsafeBytes { Data($0) }, with: master.key, for: row)
        return [Parts.version, master.name, wrapped.base64URL, sealed].joined(separator: ".")
    }

    private static func encrypt(_ data: Data, with key: SymmetricKey, for row: String) throws -> Data {
        let box = try AES.GCM.seal(data, using: key, authenticating: Data(row.utf8))
        return Data(box.nonce) + box.ciphertext + box.tag
    }

    private static func decrypt(_ data: Data, with key: SymmetricKey, for row: String) throws -> Data {
        try AES.GCM.open(AES.GCM.SealedBox(combined: data), using: key, authenticating: Data(row.utf8))
    }
}

extension SecretKey.Purpose {
    static let vault = Self("vault")
}

/// Why a stored secret does not open.
package enum SecretVaultError: Error, Hashable {
    case malformed
    /// Sealed with a master key that the program was not given.
    case unknownKey(String)
    /// The value was changed, or belongs to another row.
    case tampered
}

extension SecretVaultError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .malformed:
            "A stored key is not in the form this program writes; enter it again."
        case .unknownKey(let name):
            """
            This was sealed with master key \(name), which the program was not given; name it in \
            SELLUSGENIE_SECRET_KEY_PREVIOUS or add it as a line to the key file, or enter the stored keys again.
            """
        case .tampered:
            "A stored key was changed outside this program; enter it again."
        }
    }
}
