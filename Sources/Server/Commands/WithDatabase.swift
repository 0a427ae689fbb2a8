import Commerce
import Logging
import Postgres

/// Opens the database for a command that works beside a running server, and closes it afterwards.
func withDatabase(
    _ body: (DatabaseAccess, Logger) async throws -> Void
) async throws {
    let configuration = try await ServerConfiguration.read()
    var logger = Logger(label: "sellusgenie")
    logger.logLevel = .notice
    let vault = SecretVault(try KeyRing(load: MasterKeys(configuration: configuration).load))
    let access = try await DatabaseAccess.open(
        configuration,
        vault: vault,
        sharing: .withOthers,
        logger: logger
    )
    do {
        try await body(access, logger)
    } catch {
        await access.stop()
        throw error
    }
    await access.stop()
}

/// The same with a pool as the program's role, on a database of this program's schema.
func withPool(_ body: (Database) async throws -> Void) async throws {
    try await withVault { pool, _ in try await body(pool) }
}

/// The same with the vault, which seals with the key that the database names.
func withVault(_ body: (Database, SecretVault) async throws -> Void) async throws {
    try await withDatabase { access, logger in
        try await access.migrate(logger: logger)
        _ = try await access.root()
        let pool = try await access.pool(logger: logger)
        do {
            try await body(pool, access.vault)
        } catch {
            await pool.drain()
            throw error
        }
        await pool.drain()
    }
}
