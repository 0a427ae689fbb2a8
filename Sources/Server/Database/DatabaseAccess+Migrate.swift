import Commerce
import Logging
import Postgres
import Schema

extension DatabaseAccess {
    /// Brings the schema up to date and lets the program's role in.
    func migrate(secretKey: SecretKey, logger: Logger) async throws {
        let connection = try await connectAsOwner()
        for migration in try await Migrator(SchemaMigrations.all).up(on: connection) {
            logger.info("migrated to \(migration.title)")
        }
        if owner != program, embedded == nil { try await ProgramLogin(secretKey: secretKey).prepare(on: connection) }
    }
}
