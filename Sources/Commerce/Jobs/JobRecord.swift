package import Foundation
package import Postgres

/// A job as whoever looks after the installation sees it: what it is and how it stands, without what it carries.
package struct JobRecord: Hashable, Sendable {
    package enum State: String, Hashable, Sendable, CaseIterable {
        case queued, running, succeeded, dead
    }

    package let id: ID<Job>
    package let kind: String
    package let state: String
    /// The slug; nil for a job of the platform.
    package let store: String?
    package let attempts: Int
    package let maxAttempts: Int
    package let runAt: Date
    package let createdAt: Date
    package let lastError: String?
}

extension JobRecord: PostgresRow {
    /// Newest first; ids are ordered by time.
    static func list(_ state: State?, after cursor: ID<Job>?, limit: Int) -> SQL {
        """
        SELECT j.id, j.kind, j.state, s.store_slug, j.attempts, j.max_attempts, j.run_at, j.created_at, j.last_error
        FROM jobs j LEFT JOIN stores s ON s.id = j.store_id
        WHERE (\(state?.rawValue)::text IS NULL OR j.state = \(state?.rawValue))
            AND (\(cursor)::uuid IS NULL OR j.id < \(cursor))
        ORDER BY j.id DESC LIMIT \(limit)
        """
    }

    package init(row: Row) throws {
        id = try row["id"]
        kind = try row["kind"]
        state = try row["state"]
        store = try row["store_slug"]
        attempts = Int(try row.decode("attempts", as: Int32.self))
        maxAttempts = Int(try row.decode("max_attempts", as: Int32.self))
        runAt = try row["run_at"]
        createdAt = try row["created_at"]
        lastError = try row["last_error"]
    }
}

/// The jobs of this installation, newest first.
package struct ListJobs: Sendable {
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    package func callAsFunction(
        _ state: JobRecord.State?,
        after cursor: ID<Job>? = nil,
        limit: Int = 50
    ) async throws -> Page<JobRecord, ID<Job>> {
        let service = try Persona.service(store: nil).databaseActor
        let list = JobRecord.list(state, after: cursor, limit: limit + 1)
        return Page(try await database.read(as: service, list, as: JobRecord.self), size: limit, cursor: \.id)
    }
}

/// Gives dead jobs another life: all their attempts, from now on.
package enum RetryJobs {
    private static let again: SQL = """
        UPDATE jobs SET state = 'queued', attempts = 0, run_at = now(), finished_at = NULL, locked_by = NULL,
            locked_until = NULL
        WHERE state = 'dead'
        """

    /// One job; false when it is not dead.
    /// - Parameter db: of the service persona, without a store.
    package static func run(_ id: ID<Job>, on db: Connection) async throws -> Bool {
        try await db.execute("\(again) AND id = \(id)") == 1
    }

    /// All of a kind, or all; how many that were.
    package static func runAll(ofKind kind: String?, on db: Connection) async throws -> Int {
        try await db.execute("\(again) AND (\(kind)::text IS NULL OR kind = \(kind))")
    }
}
