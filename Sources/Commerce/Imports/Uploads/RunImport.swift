import Foundation
package import Postgres

/// Works through a file that was sent to the dashboard. A program that dies in the middle is followed by another, which
/// begins anew: what is there already is not doubled.
package struct RunImport: Sendable {
    package static let kind = "imports.run"

    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    static func enqueue(_ run: ID<ImportRun>, in store: ID<Store>) throws -> SQL {
        Job.enqueue(kind, try JSON(encoding: Payload(run: run)), uniqueKey: run.description, in: store)
    }

    @Sendable package func handle(_ job: Job) async throws {
        guard let store = job.store else { return }
        let run = try job.payload.decode(Payload.self).run
        guard let isDryRun = try await begin(run, in: store) else { return }
        var parts = try await parts(of: run, in: store)
        try await ImportProducts(into: store, of: database, isDryRun: isDryRun).run(
            { try CSVReader { parts.popLast() ?? [] } }, as: run)
    }

    private struct Payload: Codable {
        let run: ID<ImportRun>
    }

    /// Whether it only checks; nil when it has been done.
    private func begin(_ run: ID<ImportRun>, in store: ID<Store>) async throws -> Bool? {
        try await database.transaction(as: .service(store: store)) { db in
            try await db.first(
                """
                UPDATE import_runs SET state = 'running', resume_offset = 0
                WHERE store_id = \(store) AND id = \(run) AND state IN ('queued', 'running') RETURNING dry_run
                """
            ).map { try $0["dry_run"] }
        }
    }

    /// The whole file, which is bounded; the last part first.
    private func parts(of run: ID<ImportRun>, in store: ID<Store>) async throws -> [[UInt8]] {
        let query: SQL = """
            SELECT content FROM import_uploads WHERE store_id = \(store) AND import_run_id = \(run) ORDER BY part DESC
            """
        let service = try Persona.service(store: store).databaseActor
        return try await database.read(as: service, [query])[0].map { try ($0["content"] as Bytes).bytes }
    }
}
