import Commerce
import Logging
import Postgres

/// Opens the database for a command that works beside a running server, and closes it afterwards.
func withDatabase(
    _ body: (DatabaseAccess, SecretKey, Logger) async throws -> Void
) async throws {
    let configuration = try await ServerConfiguration.read()
    var logger = Logger(label: "sellusgenie")
    logger.logLevel = .notice
    let secretKey = try MasterKey(configuration: configuration).load()
    let access = try await DatabaseAccess.open(
        configuration,
        secretKey: secretKey,
        sharing: .withOthers,
        logger: logger
    )
    do {
        try await body(access, secretKey, logger)
    } catch {
        await access.stop()
        throw error
    }
    await access.stop()
}

/// The same with a pool as the program's role, on a database of this program's schema.
func withPool(_ body: (Database) async throws -> Void) async throws {
    try await withDatabase { access, secretKey, logger in
        try await access.migrate(secretKey: secretKey, logger: logger)
        let pool = access.pool(logger: logger)
        do {
            try await body(pool)
        } catch {
            await pool.drain()
            throw error
        }
        await pool.drain()
    }
}
