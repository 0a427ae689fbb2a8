/// The table in which a database remembers its migrations.
enum MigrationRecord {
    /// Any constant that nobody else uses: the ASCII letters "SUGmigra".
    private static let lock: SQL = "SELECT pg_advisory_xact_lock(x'5355476d69677261'::bigint)"

    /// Waits for the other program that migrates; the lock ends with the transaction. Notices that something exists
    /// already are not worth a line.
    static func takeLock(on connection: Connection) async throws {
        _ = try await connection.pipeline([lock, "SET LOCAL client_min_messages = warning"])
    }

    static let exists: SQL = "SELECT to_regclass('app.schema_migrations') IS NOT NULL"

    static let list: SQL = "SELECT number, name, checksum, applied_at FROM app.schema_migrations ORDER BY number"

    static func insert(_ migration: Migration) -> SQL {
        """
        INSERT INTO app.schema_migrations (number, name, checksum)
        VALUES (\(migration.number), \(migration.name), \(migration.checksum))
        """
    }

    /// Row level security as on every table: nobody but the role that migrates sees it.
    static let table = """
        CREATE SCHEMA IF NOT EXISTS app;
        CREATE TABLE IF NOT EXISTS app.schema_migrations (
            number integer PRIMARY KEY,
            name text NOT NULL,
            checksum text NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT now()
        );
        ALTER TABLE app.schema_migrations ENABLE ROW LEVEL SECURITY;
        ALTER TABLE app.schema_migrations FORCE ROW LEVEL SECURITY;
        DO $policy$
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = 'app.schema_migrations'::regclass) THEN
                CREATE POLICY schema_migrations_by_migrator ON app.schema_migrations TO CURRENT_USER
                    USING (true) WITH CHECK (true);
            END IF;
        END
        $policy$;
        """
}
