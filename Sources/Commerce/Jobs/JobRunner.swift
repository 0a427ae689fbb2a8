import Foundation
package import Logging
package import Postgres

/// Claims jobs and runs their handlers until it is told to stop. Any number of programs may run one each.
package struct JobRunner: Sendable {
    /// Does the work of one kind of job. It may be done twice when a program dies between work and word of it, so it
    /// has to lead to the same end.
    package typealias Handler = @Sendable (Job) async throws -> Void

    private let database: Database
    private let handlers: [String: Handler]
    private let worker: String
    private let logger: Logger

    /// Jobs claimed at once, worked on one after the other.
    package static let batch = 10

    package init(database: Database, handlers: [String: Handler], worker: String, logger: Logger) {
        self.database = database
        self.handlers = handlers
        self.worker = worker
        self.logger = logger
    }

    /// Works on what is due now; how many jobs that were.
    @discardableResult
    package func runDue(limit: Int = batch) async throws -> Int {
        let kinds = handlers.keys.sorted()
        let jobs = try await database.transaction(as: .service(store: nil)) { db in
            try await db.pipeline([Job.revive, Job.claim(kinds, limit: limit, worker: worker)])[1]
                .map(Job.init(row:))
        }
        for job in jobs { try await run(job) }
        return jobs.count
    }

    private func run(_ job: Job) async throws {
        let word: SQL
        do {
            try await handlers[job.kind]?(job)
            word = job.succeed(worker: worker)
        } catch {
            logger.warning("a job failed", metadata: ["kind": "\(job.kind)", "job": "\(job.id)", "error": "\(error)"])
            word = job.fail("\(error)", worker: worker)
        }
        try await database.transaction(as: .service(store: nil)) { db in
            _ = try await db.execute(word)
        }
    }
}
