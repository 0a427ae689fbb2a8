import Commerce
import Foundation
import Postgres

extension DatabaseAccess {
    /// What all but the vault is derived from. It rests in the vault, so it stays when the master key changes, and
    /// nobody is signed out by that. The program's vault seals from now on with the key that the database names.
    /// - Throws: ``SecretVaultError/unknownKey(_:)`` when the installation's master key was not given.
    func root() async throws -> SecretKey {
        let connection = try await connectAsOwner()
        let sealing = try await connection.one("SELECT app.sealing_key(\(vault.ring.newest)) AS name")
        try vault.ring.seal(with: try sealing.decode("name", as: String.self))
        let proposed = try vault.seal(Secret(Data.random(count: 32).base64URL), for: Self.rootRow)
        let row = try await connection.one("SELECT app.sealed_root(\(proposed)) AS sealed")
        let text = try vault.open(try row.decode("sealed", as: String.self), for: Self.rootRow).reveal()
        guard let root = Data(base64URL: text).flatMap({ SecretKey($0) }) else { throw SecretVaultError.malformed }
        return root
    }

    private static var rootRow: String { StoreSecret.root.row(in: nil) }
}
