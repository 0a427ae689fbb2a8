import Foundation
import Postgres

/// The record of an import that the owner finds in the dashboard.
package struct ImportRun: Sendable {
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

    /// How much of the file is done.
    func note(_ bytes: Int, of id: ID<ImportRun>) async throws {
        try await database.transaction(as: .service(store: store)) { db in
            _ = try await db.execute(
                "UPDATE import_runs SET resume_offset = \(bytes) WHERE store_id = \(store) AND id = \(id)"
            )
        }
    }

    /// The file goes when nothing is to be done with it any more.
    func finish(_ id: ID<ImportRun>, _ report: ImportReport, state: String, because problem: String? = nil) async throws
    {
        let problems = report.problems.map { (Int32(clamping: $0.line), $0.column ?? "", $0.reason.code, "\($0)") }
        let rows = (problem.map { [(Int32(0), "", "file", $0)] } ?? []) + problems
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
                FROM unnest(\(rows.map(\.0))::integer[], \(rows.map(\.1)), \(rows.map(\.2)), \(rows.map(\.3)))
                    AS problem (line, column_name, code, message)
                """,
                """
                DELETE FROM import_uploads u USING import_runs r
                WHERE u.store_id = \(store) AND u.import_run_id = \(id) AND r.store_id = u.store_id AND r.id = u.import_run_id
                    AND (NOT r.dry_run OR r.state = 'failed')
                """,
            ])
        }
    }
}

extension ID<ImportRun> {
    /// Makes the transaction a part of the import, which the audit log tells by the statement and not by the row.
    var entry: SQL { "SELECT app.enter_import(\(self))" }
}
