import ArgumentParser
import Commerce
import Foundation
import Postgres

extension KeysCommand {
    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change the master key while programs serve.",
            discussion: """
                Makes a new key in the key file, or takes the one in SELLUSGENIE_SECRET_KEY; waits until every running \
                program has it; seals with it from then on; wraps all stored secrets anew; retires the keys before. \
                Stopped anywhere, it goes on when it is run again.
                """
        )

        func run() async throws {
            let keys = MasterKeys(configuration: try await ServerConfiguration.read())
            try await withDatabase { access, logger in
                try await access.migrate(logger: logger)
                let turn = try await access.takeTurnToRotate()
                _ = try await access.root()
                try Self.prepare(keys, access.vault.ring)
                let database = try await access.pool(logger: logger)
                let count = try await Self.rotate(database, access.vault)
                await database.drain()
                if !keys.areConfigured { try keys.retireAllButNewest() }
                try await turn.execute("SELECT pg_advisory_unlock_all()")
                print(Self.report(count, keys, access.vault.ring))
            }
        }

        /// A new key, unless one waits from a rotation that was not finished.
        private static func prepare(_ keys: MasterKeys, _ ring: KeyRing) throws {
            let isWaiting = ring.newest != ring.sealing || ring.names.count > 1
            if isWaiting { return }
            guard !keys.areConfigured else { throw KeysCommandError.nothingToRotate }
            try keys.add()
            try ring.reload()
        }

        private static func rotate(_ database: Database, _ vault: SecretVault) async throws -> Int {
            let total = try await RewrapSecrets(database: database, vault: vault).count()
            let bar = ProgressBar(total: total)
            defer { bar.finish() }
            return try await RotateMasterKey(database: database, vault: vault)() { bar.show($0, note: "\($0) wrapped") }
        }

        private static func report(_ count: Int, _ keys: MasterKeys, _ ring: KeyRing) -> String {
            let done = "Master key \(ring.sealing) seals everything now; \(count) stored secrets were wrapped anew."
            let rest =
                keys.areConfigured
                ? "SELLUSGENIE_SECRET_KEY_PREVIOUS is needed no more, except with backups made before."
                : "Keep \(keys.retiredFile.path) with the backups made before, which open with nothing else."
            return "\(done)\n\(rest)"
        }
    }
}

extension DatabaseAccess {
    /// One rotation at a time; ends with the connection.
    fileprivate func takeTurnToRotate() async throws -> Connection {
        let connection = try await connectAsOwner()
        let row = try await connection.one("SELECT pg_try_advisory_lock(hashtext('sellusgenie keys rotate')) AS taken")
        guard try row.decode("taken", as: Bool.self) else { throw KeysCommandError.rotationUnderWay }
        return connection
    }
}
