import Postgres
import TestSupport
import Testing

@Suite(.emptyDatabase)
struct TransactionTests {
    private struct Refusal: Error {}

    private static func table() async throws -> Connection {
        let connection = try TestDatabase.current.administrator
        try await connection.script("CREATE TABLE t (n int PRIMARY KEY)")
        return connection
    }

    private func contents(_ connection: Connection) async throws -> [Int] {
        try await connection.query("SELECT n FROM t ORDER BY n").map { try $0[0] }
    }

    @Test func `a transaction is all or nothing`() async throws {
        let connection = try await Self.table()

        try await connection.transaction { db in
            try await db.execute("INSERT INTO t VALUES (1)")
            try await db.execute("INSERT INTO t VALUES (2)")
        }
        await #expect(throws: Refusal.self) {
            try await connection.transaction { db in
                try await db.execute("INSERT INTO t VALUES (3)")
                throw Refusal()
            }
        }

        #expect(try await contents(connection) == [1, 2])
    }

    @Test func `a transaction without statements sends nothing`() async throws {
        let connection = try await Self.table()

        try await connection.transaction(as: DatabaseActor(name: "x", entry: "SELECT 1/0")) { _ in }

        #expect(try await contents(connection) == [])
    }

    @Test func `an ignored failure does not commit in silence`() async throws {
        let connection = try await Self.table()

        let error = await #expect(throws: TransactionError.self) {
            try await connection.transaction { db in
                try await db.execute("INSERT INTO t VALUES (1)")
                _ = try? await db.execute("SELECT 1/0")
            }
        }

        #expect(error?.commit as? PostgresClientError == .rolledBackInsteadOfCommitted)
        #expect(try await contents(connection) == [])
    }

    @Test func `a deferred constraint's failure belongs to the commit`() async throws {
        let connection = try TestDatabase.current.administrator
        try await connection.script("CREATE TABLE t (n int UNIQUE DEFERRABLE INITIALLY DEFERRED)")

        let error = await #expect(throws: TransactionError.self) {
            try await connection.transaction { db in
                try await db.execute("INSERT INTO t VALUES (1), (1)")
            }
        }

        #expect((error?.commit as? PostgresError)?.sqlState == .uniqueViolation)
        #expect(error?.body == nil)
    }

    @Test func `a savepoint undoes only its own part`() async throws {
        let connection = try await Self.table()

        try await connection.transaction { db in
            try await db.execute("INSERT INTO t VALUES (1)")
            await #expect(throws: PostgresError.self) {
                try await db.savepoint {
                    try await db.execute("INSERT INTO t VALUES (2)")
                    try await db.savepoint { _ = try await db.execute("INSERT INTO t VALUES (3)") }
                    try await db.execute("INSERT INTO t VALUES (1)")
                }
            }
            try await db.execute("INSERT INTO t VALUES (4)")
        }

        #expect(try await contents(connection) == [1, 4])
    }

    @Test func `a lost connection is reported beside the body's error`() async throws {
        let test = try TestDatabase.current
        let connection = try await Connection(parameters: ["dbname": test.connectionString(user: "sellusgenie")])

        await #expect(throws: PostgresClientError.self) {
            try await connection.transaction { db in
                try await db.execute("SELECT 1")
                try await test.administrator.execute("SELECT pg_terminate_backend(\(db.processID))")
                try await db.execute("SELECT 2")
            }
        }
    }

    @Test func `serialisation failures are retried only where the caller says so`() async throws {
        let test = try TestDatabase.current
        try await test.administrator.script(
            "CREATE TABLE counter (n int); INSERT INTO counter VALUES (0); GRANT ALL ON counter TO public"
        )
        let database = try test.ownerPool()
        let actor = DatabaseActor(name: "test", entry: "SELECT 1")

        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try await database.transaction(
                        as: actor, isolation: .serializable, retry: .conflicts(attempts: 100)
                    ) { db in
                        let n: Int32 = try await db.one("SELECT n FROM counter")["n"]
                        try await db.execute("UPDATE counter SET n = \(n + 1)")
                    }
                }
            }
            try await group.waitForAll()
        }

        #expect(try await test.administrator.one("SELECT n FROM counter")["n"] as Int == 8)
    }
}
