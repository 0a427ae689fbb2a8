import Crypto
import CryptoExtras
import Foundation

/// Carries secrets from one installation's vault to another's: on the way they are sealed under a passphrase.
package struct ArchiveSecrets: Sendable {
    package static let member = "secrets.sealed"
    package static let shortestPassphrase = 12

    let vault: SecretVault
    private let passphrase: Secret

    /// - Throws: ``ArchiveSecretsError/passphraseTooShort``
    package init(vault: SecretVault, passphrase: Secret) throws(ArchiveSecretsError) {
        guard passphrase.reveal().count >= Self.shortestPassphrase else { throw .passphraseTooShort }
        self.vault = vault
        self.passphrase = passphrase
    }

    /// Bound to the archive: in another one they do not open.
    func seal(_ secrets: [TenantSecret], salt: Data, for archive: ID<TenantManifest>) throws -> Data {
        let box = try AES.GCM.seal(
            try JSONEncoder().encode(secrets), using: try key(salt), authenticating: Self.name(archive))
        return Data(box.nonce) + box.ciphertext + box.tag
    }

    /// - Throws: ``ArchiveSecretsError/passphraseWrong``
    func open(_ sealed: Data, salt: Data, from archive: ID<TenantManifest>) throws -> [TenantSecret] {
        guard let box = try? AES.GCM.SealedBox(combined: sealed),
            let text = try? AES.GCM.open(box, using: try key(salt), authenticating: Self.name(archive)),
            let secrets = try? JSONDecoder().decode([TenantSecret].self, from: text)
        else { throw ArchiveSecretsError.passphraseWrong }
        return secrets
    }

    /// scrypt with 128 MiB and about half a second (source: RFC 7914; OWASP, "Password Storage", 2024). The cost is part
    /// of the format: an archive cannot ask for more.
    private func key(_ salt: Data) throws -> SymmetricKey {
        try KDF.Scrypt.deriveKey(
            from: Data(passphrase.reveal().utf8), salt: salt, outputByteCount: 32, rounds: 1 << 17, blockSize: 8,
            parallelism: 1)
    }

    private static func name(_ archive: ID<TenantManifest>) -> Data {
        Data("sellusgenie-tenant/\(archive)".utf8)
    }
}

/// Why secrets do not travel. Nothing was changed.
package enum ArchiveSecretsError: Error, Hashable {
    case passphraseTooShort
    case passphraseWrong
    case noSecrets
    /// One that this installation cannot open itself.
    case unreadable(String, SecretVaultError)
    /// One that has no place in the tenant that arrives.
    case misplaced(String)
}

extension ArchiveSecretsError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .passphraseTooShort:
            "The passphrase is too short; give \(ArchiveSecrets.shortestPassphrase) characters or more, such as five random words."
        case .passphraseWrong:
            "The passphrase does not open the secrets in this archive, or they were changed; check it. Nothing was imported."
        case .noSecrets:
            "The archive holds no sealed secrets; import it without a passphrase, or export it again with one."
        case .unreadable(let name, let error):
            "\(name) cannot be exported. \(error)"
        case .misplaced(let name):
            "The secret \(name) in the archive has no place in this tenant; do not trust it. Nothing was imported."
        }
    }
}
