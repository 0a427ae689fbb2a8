import Foundation

extension ArchiveSecrets {
    /// Adds the secrets to an archive, out of this installation's vault.
    func write(
        _ secrets: [TenantSecret.Sealed], for archive: ID<TenantManifest>, _ writer: TenantArchiveWriter
    ) async throws -> TenantManifest.SealedSecrets {
        let salt = Data.random(count: 16)
        let opened = try secrets.map { try $0.open(with: vault) }
        let sealed = try seal(opened, salt: salt, for: archive)
        _ = try await writer.add(Self.member) { try writer.write(Array(sealed)) }
        return TenantManifest.SealedSecrets(salt: salt, count: opened.count)
    }
}
