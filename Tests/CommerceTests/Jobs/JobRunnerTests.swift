import Commerce
import Foundation
import Logging
import Postgres
import Synchronization
import TestSupport
import Testing

@Suite(.database) struct JobRunnerTests {
    private struct Broken: Error {}

    @Test func `eight workers do forty jobs once each`() async throws {
        try await enqueue(40)
        let done = Mutex<[ID<Job>]>([])

        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                let worker = try runner("worker-\(number)") { job in done.withLock { $0.append(job.id) } }
                group.addTask { while try await worker.runDue() > 0 {} }
            }
            try await group.waitForAll()
        }

        #expect(done.withLock { $0.count } == 40)
        #expect(done.withLock { Set($0).count } == 40)
    }

    @Test func `a job with a key is queued once while it waits, and again when it has run`() async throws {
        for _ in 0..<3 { try await enqueue(1, uniqueKey: "today") }
        let worker = try runner("worker") { _ in }

        #expect(try await worker.runDue() == 1)
        try await enqueue(1, uniqueKey: "today")

        #expect(try await worker.runDue() == 1)
    }

    @Test func `a job that fails waits longer each time, and is dead after its last attempt`() async throws {
        try await enqueue(1)
        try await administrator.execute("UPDATE jobs SET max_attempts = 2")
        let worker = try runner("worker") { _ in throw Broken() }

        #expect(try await worker.runDue() == 1)
        #expect(try await worker.runDue() == 0)
        try await administrator.execute("UPDATE jobs SET run_at = now()")
        #expect(try await worker.runDue() == 1)

        let row = try await administrator.one("SELECT state, last_error FROM jobs")
        #expect(try row.decode("state", as: String.self) == "dead")
        #expect(try row.decode("last_error", as: String.self).contains("Broken"))
    }

    @Test func `a job whose worker died is taken over, and the dead has no say in it any more`() async throws {
        try await enqueue(1)
        let other = try runner("other") { _ in }
        let slow = try runner("slow") { _ in
            let administrator = try TestDatabase.current.administrator
            try await administrator.execute("UPDATE jobs SET locked_until = now() - interval '1 second'")
            #expect(try await other.runDue() == 1)
            throw Broken()
        }

        #expect(try await slow.runDue() == 1)

        let row = try await administrator.one("SELECT state, attempts FROM jobs")
        #expect(try row.decode("state", as: String.self) == "succeeded")
        #expect(try row.decode("attempts", as: Int.self) == 2)
    }

    private var administrator: Connection {
        get throws { try TestDatabase.current.administrator }
    }

    private func runner(_ worker: String, _ handler: @escaping JobRunner.Handler) throws -> JobRunner {
        JobRunner(
            database: try TestDatabase.current.database,
            handlers: ["test": handler],
            worker: worker,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        )
    }

    private func enqueue(_ count: Int, uniqueKey: String? = nil) async throws {
        try await TestDatabase.current.database.transaction(as: .service(store: nil)) { db in
            for _ in 0..<count { try await db.execute(Job.enqueue("test", uniqueKey: uniqueKey, in: nil)) }
        }
    }
}
