package import Postgres

/// What a running program does every few seconds for the sake of rotations: looks for new master keys, learns which one
/// seals, and says so.
package struct HoldKeys: Sendable {
    package static let interval = Duration.seconds(3)

    private let database: Database
    private let vault: SecretVault
    private let program: String

    package init(database: Database, vault: SecretVault, program: String) {
        self.database = database
        self.vault = vault
        self.program = program
    }

    /// First it is there, then it asks: a rotation either waits for it, or has been answered by then.
    package func callAsFunction() async throws {
        try vault.ring.reload()
        try await send(MasterKeyHolding.note(program, vault.ring))
        let rows = try await read(MasterKeyHolding.sealing(orElse: vault.ring.newest))
        let name = try rows[0].decode("name", as: String.self)
        guard name != vault.ring.sealing else { return }
        try vault.ring.seal(with: name)
        try await send(MasterKeyHolding.note(program, vault.ring))
    }

    /// Wraps what a rotation that was killed has left, as every running program does.
    package func finishRotation() async throws {
        let rows = try await read(MasterKeyHolding.isRotating)
        guard try rows[0].decode("rotating", as: Bool.self) else { return }
        _ = try await RewrapSecrets(database: database, vault: vault)()
    }

    package func leave() async throws {
        try await send(MasterKeyHolding.forget(program))
    }

    private func read(_ sql: SQL) async throws -> [Row] {
        try await database.read(as: Persona.service(store: nil).databaseActor, [sql])[0]
    }

    private func send(_ sql: SQL) async throws {
        _ = try await read(sql)
    }
}
