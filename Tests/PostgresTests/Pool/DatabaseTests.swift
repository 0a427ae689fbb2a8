import Logging
import Postgres
import TestSupport
import Testing

@Suite(.emptyDatabase)
struct DatabaseTests {
    private let actor = DatabaseActor(name: "test", entry: "SELECT set_config('app.claims', 'somebody', true)")
    private let anybody = DatabaseActor(name: "anybody", entry: "SELECT 1")

    @Test func `never more connections than its size, and everybody is served`() async throws {
        let database = try TestDatabase.current.ownerPool { $0.poolSize = 3 }

        let pids = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<100 {
                group.addTask { try await database.read(as: anybody, ["SELECT pg_backend_pid() AS pid"])[0][0]["pid"] }
            }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }

        #expect(pids.count == 100)
        #expect(Set(pids).count <= 3)
        #expect(database.usage.leased == 0)
    }

    @Test func `what an actor sets is gone for the next`() async throws {
        let database = try TestDatabase.current.ownerPool { $0.poolSize = 1 }

        let during = try await database.read(as: actor, ["SELECT current_setting('app.claims', true) AS claims"])
        try await database.transaction(as: actor) { _ = try await $0.execute("SELECT 1") }
        let after = try await database.read(
            as: anybody,
            ["SELECT nullif(current_setting('app.claims', true), '') AS claims, current_user::text AS role"]
        )

        #expect(try during[0][0]["claims"] as String == "somebody")
        #expect(try after[0][0]["claims"] as String? == nil)
    }

    @Test func `a body that leaves a transaction open does not pass it on`() async throws {
        let database = try TestDatabase.current.ownerPool { $0.poolSize = 1 }

        _ = try? await database.read(as: anybody, ["BEGIN", "SELECT set_config('app.claims', 'leak', false)"])
        let after = try await database.read(
            as: anybody, ["SELECT nullif(current_setting('app.claims', true), '') AS claims"]
        )

        #expect(try after[0][0]["claims"] as String? == nil)
    }

    @Test func `a full queue refuses at once, a slow one in time`() async throws {
        let database = try TestDatabase.current.ownerPool {
            $0.poolSize = 1
            $0.queueLimit = 1
            $0.leaseTimeout = .milliseconds(300)
        }
        let holder = Task {
            try await database.transaction(as: anybody) { _ = try await $0.execute("SELECT pg_sleep(1)") }
        }
        try await Task.sleep(for: .milliseconds(100))
        let waiter = Task { try await database.read(as: anybody, ["SELECT 1"]) }
        try await Task.sleep(for: .milliseconds(50))

        await #expect(throws: PostgresClientError.queueFull(limit: 1)) {
            _ = try await database.read(as: anybody, ["SELECT 1"])
        }
        await #expect(throws: PostgresClientError.leaseTimedOut) { _ = try await waiter.value }
        try await holder.value
        #expect(database.usage.leased == 0 && database.usage.waiting == 0)
    }

    @Test func `a caller that is cancelled while waiting leaves the queue`() async throws {
        let database = try TestDatabase.current.ownerPool { $0.poolSize = 1 }
        let holder = Task {
            try await database.transaction(as: anybody) { _ = try await $0.execute("SELECT pg_sleep(0.5)") }
        }
        try await Task.sleep(for: .milliseconds(100))
        let waiter = Task { try await database.read(as: anybody, ["SELECT 1"]) }
        try await Task.sleep(for: .milliseconds(50))

        waiter.cancel()

        await #expect(throws: CancellationError.self) { _ = try await waiter.value }
        #expect(database.usage.waiting == 0)
        try await holder.value
    }

    @Test func `connections that the server closed are replaced unseen`() async throws {
        let test = try TestDatabase.current
        let database = try test.ownerPool { $0.poolSize = 2 }
        let before = try await database.read(as: anybody, ["SELECT pg_backend_pid() AS pid"])[0][0]["pid"] as Int32

        try await test.administrator.execute("SELECT pg_terminate_backend(\(before))")
        try await Task.sleep(for: .milliseconds(50))
        let after = try await database.read(as: anybody, ["SELECT pg_backend_pid() AS pid"])[0][0]["pid"] as Int32

        #expect(before != after)
    }

    @Test func `draining waits for leases and then refuses`() async throws {
        let database = try TestDatabase.current.ownerPool()
        let running = Task { try await database.read(as: anybody, ["SELECT pg_sleep(0.3)"]) }
        try await Task.sleep(for: .milliseconds(100))

        await database.drain()

        #expect(database.usage.leased == 0 && database.usage.idle == 0)
        #expect(try await running.value.count == 1)
        await #expect(throws: PostgresClientError.shuttingDown) {
            _ = try await database.read(as: anybody, ["SELECT 1"])
        }
    }

    @Test func `statement and lock timeouts hold`() async throws {
        let database = try TestDatabase.current.ownerPool {
            $0.statementTimeout = .milliseconds(100)
            $0.lockTimeout = .milliseconds(50)
        }

        let error = await #expect(throws: PostgresError.self) {
            _ = try await database.read(as: anybody, ["SELECT pg_sleep(5)"])
        }

        #expect(error?.sqlState == .queryCanceled)
    }
}

extension TestDatabase {
    /// A pool as the database's owner, for tests that make their own tables.
    func ownerPool(_ adjust: (inout DatabaseConfiguration) -> Void = { _ in }) throws -> Database {
        var configuration = DatabaseConfiguration(connectionString: connectionString(user: "sellusgenie"))
        adjust(&configuration)
        return Database(configuration: configuration, logger: Logger(label: "test.pool"))
    }
}
