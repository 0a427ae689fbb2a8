import Postgres

extension TenantArrival {
    /// Opens the sealed secrets, before anything is written.
    func openSecrets() throws -> [TenantSecret] {
        guard let secrets = options.secrets else { return [] }
        guard let salt = manifest.secrets?.salt, let sealed = try reader.sealedSecrets() else {
            throw ArchiveSecretsError.noSecrets
        }
        let opened = try secrets.open(sealed, salt: salt, from: manifest.id)
        let stores = Set(manifest.stores.map(\.id))
        for secret in opened where secret.store.map({ !stores.contains($0) }) ?? (secret.place != .factor) {
            throw ArchiveSecretsError.misplaced(secret.title)
        }
        return opened
    }

    /// Seals them under this installation's master key; how many found their place.
    func bring(_ secrets: [TenantSecret]) async throws -> Int {
        guard let vault = options.secrets?.vault else { return 0 }
        var came = 0
        for (store, ours) in Dictionary(grouping: secrets, by: \.store) {
            if let store {
                try await mover.enter(store, on: db)
            } else {
                try await Persona.service(store: nil).takeOver(on: db)
            }
            for secret in ours {
                came += try await about(ArchiveSecrets.member) {
                    let sealed = try vault.seal(Secret(secret.value), for: try secret.vaultRow())
                    return try await db.execute(try secret.insert(sealed))
                }
            }
        }
        return came
    }
}
