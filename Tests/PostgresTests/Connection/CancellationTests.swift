import Postgres
import TestSupport
import Testing

@Suite(.emptyDatabase)
struct CancellationTests {
    @Test func `cancelling the task stops the statement on the server`() async throws {
        let test = try TestDatabase.current
        let connection = try await Connection(parameters: ["dbname": test.connectionString(user: "sellusgenie")])
        let clock = ContinuousClock()
        let start = clock.now

        let task = Task { try await connection.query("SELECT pg_sleep(30)") }
        try await Task.sleep(for: .milliseconds(100))
        task.cancel()

        await #expect(throws: CancellationError.self) { _ = try await task.value }
        #expect(clock.now - start < .seconds(10))
        let running = try await test.administrator.one(
            "SELECT count(*) AS n FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%pg_sleep(30)%' AND pid = \(connection.processID)"
        )
        #expect(try running["n"] as Int == 0)
    }

    @Test func `a cancelled transaction is rolled back and its connection not lent again`() async throws {
        let test = try TestDatabase.current
        try await test.administrator.script("CREATE TABLE t (n int); GRANT ALL ON t TO public")
        let database = try test.ownerPool()
        let actor = DatabaseActor(name: "test", entry: "SELECT 1")

        let task = Task {
            try await database.transaction(as: actor) { db in
                try await db.execute("INSERT INTO t VALUES (\(Int32(1)))")
                try await db.execute("SELECT pg_sleep(30)")
            }
        }
        try await Task.sleep(for: .milliseconds(200))
        task.cancel()

        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await test.administrator.query("SELECT n FROM t").isEmpty)
        #expect(database.usage.leased == 0 && database.usage.idle == 0)
        #expect(try await database.read(as: actor, ["SELECT 1"]).count == 1)
    }
}
