import Postgres

/// The record of an import that the owner finds in the dashboard.
struct ImportRun: Sendable {
    let store: ID<Store>
    let database: Database

    func start(fileName: String, isDryRun: Bool) async throws -> ID<ImportRun> {
        try await database.transaction(as: .service(store: store)) { db in
            try await db.one(
                """
                INSERT INTO import_runs (store_id, kind, format, file_name, dry_run)
                VALUES (\(store), 'products', 'shopify', \(fileName), \(isDryRun)) RETURNING id
                """
            )["id"]
        }
    }

    func finish(_ id: ID<ImportRun>, _ report: ImportReport, state: String) async throws {
        let problems = report.problems
        try await database.transaction(as: .service(store: store)) { db in
            _ = try await db.pipeline([
                """
                UPDATE import_runs SET state = \(state), rows_read = \(report.rowsRead)::bigint::integer,
                    rows_failed = \(report.rowsFailed)::bigint::integer, inserted = \(report.inserted)::bigint::integer,
                    updated = \(report.updated)::bigint::integer, unchanged = \(report.unchanged)::bigint::integer,
                    finished_at = now()
                WHERE store_id = \(store) AND id = \(id)
                """,
                """
                INSERT INTO import_row_errors (store_id, import_run_id, line, column_name, code, message)
                SELECT \(store), \(id), problem.line, problem.column_name, problem.code, problem.message
                FROM unnest(
                    \(problems.map { Int32(clamping: $0.line) })::integer[], \(problems.map { $0.column ?? "" }),
                    \(problems.map(\.reason.code)), \(problems.map { "\($0)" })
                ) AS problem (line, column_name, code, message)
                """,
            ])
        }
    }
}

extension ID<ImportRun> {
    /// Makes the transaction a part of the import, which the audit log tells by the statement and not by the row.
    var entry: SQL { "SELECT app.enter_import(\(self))" }
}
