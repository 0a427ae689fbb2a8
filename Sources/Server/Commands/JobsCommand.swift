import ArgumentParser
import Commerce
import Foundation
import Postgres

/// `sellusgenie jobs list|retry`
struct JobsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs",
        abstract: "The work that waits, runs or has failed for good.",
        subcommands: [List.self, Retry.self],
        defaultSubcommand: List.self
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show jobs, newest first.")

        @Option(help: "Only those in this state.")
        var state: JobRecord.State?

        @Option(help: "Show so many at most.")
        var limit = 100

        @Flag(help: "Print one JSON document.")
        var json = false

        func run() async throws {
            try await withPool { database in
                let jobs = try await ListJobs(database: database)(state, limit: max(limit, 1)).items
                print(json ? try CommandOutput.jobs(jobs) : Self.text(jobs))
            }
        }

        static func text(_ jobs: [JobRecord]) -> String {
            guard !jobs.isEmpty else { return "No job is in this state." }
            return jobs.map { job in
                let error = job.lastError.map { "\n  \($0)" } ?? ""
                return "\(job.id)\t\(job.state)\t\(job.kind)\t\(job.store ?? "platform")\t"
                    + "attempt \(job.attempts) of \(job.maxAttempts)\(error)"
            }.joined(separator: "\n")
        }

    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Give dead jobs another life.")

        @Argument(help: "The id of a dead job, as `jobs list` shows it.")
        var id: String?

        @Option(help: "All dead jobs of this kind.")
        var kind: String?

        @Flag(help: "All dead jobs.")
        var all = false

        func validate() throws {
            guard [id != nil, kind != nil, all].filter(\.self).count == 1 else {
                throw ValidationError("Name one job, or --kind KIND, or --all.")
            }
        }

        func run() async throws {
            let job = try id.map { text in
                guard let job = ID<Job>(text) else { throw JobsCommandError.notDead(text) }
                return job
            }
            try await withPool { database in
                let count = try await database.transaction(as: .service(store: nil)) { db in
                    guard let job else { return try await RetryJobs.runAll(ofKind: kind, on: db) }
                    guard try await RetryJobs.run(job, on: db) else { throw JobsCommandError.notDead("\(job)") }
                    return 1
                }
                print(
                    "\(count) \(count == 1 ? "job is" : "jobs are") queued again; a running server takes them at once.")
            }
        }
    }
}

extension JobRecord.State: ExpressibleByArgument {}

enum JobsCommandError: Error, CustomStringConvertible {
    case notDead(String)

    var description: String {
        switch self {
        case .notDead(let id): "There is no dead job \(id); `sellusgenie jobs list --state dead` shows which there are."
        }
    }
}
