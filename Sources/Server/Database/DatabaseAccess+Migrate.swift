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
        if let embedded { try await countStatements(on: embedded) }
    }

    /// Lets the owner see how long statements take, where the server has the library for that. The extension is its
    /// superuser's to make; a server of the operator's is the operator's.
    private func countStatements(on server: EmbeddedServer) async throws {
        let superuser = try await Connection(parameters: ["dbname": server.superuserConnectionString()])
        let isThere = try await superuser.first(
            "SELECT 1 FROM pg_available_extensions WHERE name = 'pg_stat_statements' AND installed_version IS NULL")
        guard isThere != nil else { return }
        try await superuser.script(
            """
            CREATE EXTENSION IF NOT EXISTS pg_stat_statements WITH SCHEMA extensions;
            GRANT pg_read_all_stats TO sellusgenie;
            GRANT USAGE ON SCHEMA extensions TO sellusgenie;
            """
        )
    }
}
