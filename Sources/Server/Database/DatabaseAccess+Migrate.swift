import Commerce
import Logging
import Postgres
import Schema

extension DatabaseAccess {
    /// Brings the schema up to date and lets the program's role in.
    func migrate(logger: Logger) async throws {
        let connection = try await connectAsOwner()
        for migration in try await Migrator(SchemaMigrations.all).up(on: connection) {
            logger.info("migrated to \(migration.title)")
        }
        if login == .password { try await ProgramLogin(root: try await root()).prepare(on: connection) }
    }
}
