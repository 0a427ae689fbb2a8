package import Foundation
package import Postgres

/// A run of an import as its owner sees it.
package struct ImportRunRecord: Hashable, Sendable {
    package enum State: String, Hashable, Sendable {
        case uploading, queued, running, succeeded, failed, cancelled, undone

        /// Something will still become of it.
        package var isUnderWay: Bool { [.uploading, .queued, .running].contains(self) }
    }

    package let id: ID<ImportRun>
    package let fileName: String
    package let state: State
    /// Checked, with nothing changed.
    package let isDryRun: Bool
    package let rowsRead: Int
    package let rowsFailed: Int
    package let inserted: Int
    package let updated: Int
    package let unchanged: Int
    /// Of the file, 0 to 1.
    package let progress: Double
    package let startedAt: Date
}

extension ImportRunRecord: PostgresRow {
    package static let pageSize = 25

    private static let columns: SQL = """
        id, file_name, state, dry_run, rows_read, rows_failed, inserted, updated, unchanged,
        LEAST(1, resume_offset::float8 / GREATEST(COALESCE(file_size, 0), 1)) AS progress, created_at
        """

    /// Newest first; ids are ordered by time. One more than a page shows, to know whether there is another.
    package static func list(in store: ID<Store>, after cursor: ID<ImportRun>?) -> SQL {
        let beginning: SQL = cursor.map { "AND id < \($0)" } ?? ""
        return """
            SELECT \(columns) FROM import_runs WHERE store_id = \(store) \(beginning)
            ORDER BY id DESC LIMIT \(pageSize + 1)
            """
    }

    package static func find(_ id: ID<ImportRun>, in store: ID<Store>) -> SQL {
        "SELECT \(columns) FROM import_runs WHERE store_id = \(store) AND id = \(id)"
    }

    package init(row: Row) throws {
        id = try row["id"]
        fileName = try row["file_name"]
        state = try State(rawValue: row["state"]) ?? .failed
        isDryRun = try row["dry_run"]
        rowsRead = try Int(row["rows_read"] as Int32)
        rowsFailed = try Int(row["rows_failed"] as Int32)
        inserted = try Int(row["inserted"] as Int32)
        updated = try Int(row["updated"] as Int32)
        unchanged = try Int(row["unchanged"] as Int32)
        progress = try row["progress"]
        startedAt = try row["created_at"]
    }
}

/// What was wrong with a row of a file, or with the file as a whole.
package struct ImportRowError: Hashable, Sendable {
    /// 0 for the file as a whole.
    package let line: Int
    package let column: String
    package let code: String
    package let message: String
}

extension ImportRowError: PostgresRow {
    /// In the order of the file; all that are kept, or the first of them.
    package static func list(of run: ID<ImportRun>, in store: ID<Store>, limit: Int) -> SQL {
        """
        SELECT line, column_name, code, message FROM import_row_errors
        WHERE store_id = \(store) AND import_run_id = \(run) ORDER BY line, id LIMIT \(limit)
        """
    }

    package init(row: Row) throws {
        line = try Int(row["line"] as Int32)
        column = try row["column_name"] ?? ""
        code = try row["code"]
        message = try row["message"]
    }
}
