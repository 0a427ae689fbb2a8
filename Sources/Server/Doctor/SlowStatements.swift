import Postgres

/// Statements that take long on average, where pg_stat_statements is installed.
struct SlowStatements {
    static func findings(on connection: Connection) async throws -> [Finding] {
        let view: String? = try await connection.one(
            """
            SELECT format('%I.pg_stat_statements', n.nspname)
            FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
            WHERE e.extname = 'pg_stat_statements'
            UNION ALL SELECT NULL LIMIT 1
            """
        )[0]
        guard let view, let schema = view.split(separator: ".").first else { return [] }
        do {
            return try await slowest(in: String(schema), on: connection)
        } catch let error as PostgresError where error.sqlState == "55000" {
            return [notLoaded]
        }
    }

    /// The extension was made, and the server was not told to load its library.
    private static let notLoaded = Finding(
        check: "statements are fast",
        severity: .warning,
        subject: "pg_stat_statements counts nothing",
        remedy: "add pg_stat_statements to shared_preload_libraries and restart PostgreSQL"
    )

    private static func slowest(in schema: String, on connection: Connection) async throws -> [Finding] {
        let rows = try await connection.query(
            """
            SELECT format('%s ms × %s: %s', round(mean_exec_time), calls, left(regexp_replace(query, '\\s+', ' ', 'g'), 200))
            FROM \(SQL.identifier(schema)).pg_stat_statements
            WHERE calls >= 20 AND mean_exec_time > 100 ORDER BY total_exec_time DESC LIMIT 10
            """
        )
        return try rows.map { row in
            Finding(
                check: "statements are fast",
                severity: .warning,
                subject: try row[0],
                remedy: "look at its plan with EXPLAIN (ANALYZE, BUFFERS); an index may be missing"
            )
        }
    }
}
