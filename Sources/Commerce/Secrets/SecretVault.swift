import Crypto
import Foundation

/// Encrypts the secrets that rest in the database: a data key for each value, and the data key wrapped by the master
/// key. Both are bound to the row that holds them, so that a value moved to another row does not open.
package struct SecretVault: Sendable {
    private let current: SymmetricKey
    private let keys: [String: SymmetricKey]

    /// Seals with `current`, opens with any of the keys: that is how the master key is changed without a pause.
    package init(current: SecretKey, previous: [SecretKey] = []) {
        let all = ([current] + previous).map { $0.key(for: .vault) }
        self.current = all[0]
        keys = Dictionary(all.map { (Self.name(of: $0), $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// `row` names the row for good, such as `system_api_keys/{store}/stripe/secret_key`.
    package func seal(_ secret: Secret, for row: String) throws -> String {
        let dataKey = SymmetricKey(size: .bits256)
        let wrapped = try Self.encrypt(dataKey.withUnsafeBytes { Data($0) }, with: current, for: row)
        let sealed = try Self.encrypt(Data(secret.reveal().utf8), with: dataKey, for: row)
        return [Self.version, Self.name(of: current), wrapped.base64URL, sealed.base64URL].joined(separator: ".")
    }

    package func open(_ text: String, for row: String) throws(SecretVaultError) -> Secret {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, parts[0] == Self.version,
            let wrapped = Data(base64URL: parts[2]), let sealed = Data(base64URL: parts[3])
        else { throw .malformed }
        guard let master = keys[parts[1]] else { throw .unknownKey(parts[1]) }
        do {
            let dataKey = SymmetricKey(data: try Self.decrypt(wrapped, with: master, for: row))
            return Secret(String(decoding: try Self.decrypt(sealed, with: dataKey, for: row), as: UTF8.self))
        } catch {
            throw .tampered
        }
    }

    private static let version = "v1"

    /// Eight hexadecimal digits that tell keys apart and give nothing of them away.
    private static func name(of key: SymmetricKey) -> String {
        HMAC<SHA256>.authenticationCode(for: Data("key name".utf8), using: key)
            .prefix(4).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
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
package enum SecretVaultError: Error, Equatable {
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
            "A stored key was sealed with master key \(name); start with that key, or enter it again."
        case .tampered:
            "A stored key was changed outside this program; enter it again."
        }
    }
}
