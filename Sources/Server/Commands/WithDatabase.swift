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
    try await withRoot { pool, vault, _ in try await body(pool, vault) }
}

/// The same with what accounts are made and changed by.
func withAccounts(_ body: (Accounts) async throws -> Void) async throws {
    let configuration = try await ServerConfiguration.read()
    try await withRoot { pool, vault, root in
        let accounts = Accounts(
            database: pool, passwords: PasswordHasher(cost: configuration.passwordCost),
            limiter: RateLimiter(database: pool), vault: vault, secretKey: root,
            settings: configuration.accountSettings)
        try await body(accounts)
    }
}

private func withRoot(_ body: (Database, SecretVault, SecretKey) async throws -> Void) async throws {
    try await withDatabase { access, logger in
        try await access.migrate(logger: logger)
        let root = try await access.root()
        let pool = try await access.pool(logger: logger)
        do {
            try await body(pool, access.vault, root)
        } catch {
            await pool.drain()
            throw error
        }
        await pool.drain()
    }
}
