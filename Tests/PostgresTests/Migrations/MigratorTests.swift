import Postgres
import TestSupport
import Testing

@Suite(.emptyDatabase)
struct MigratorTests {
    private let stores = Migration(
        number: 1, name: "stores", sql: "CREATE TABLE stores (id int); INSERT INTO stores VALUES (1)")
    private let orders = Migration(number: 2, name: "orders", sql: "CREATE TABLE orders (id int)")

    @Test func `migrations are applied once`() async throws {
        let connection = try await TestDatabase.current.connect(as: "sellusgenie")
        let migrator = Migrator([stores, orders])

        let first = try await migrator.up(on: connection)
        let second = try await migrator.up(on: connection)

        #expect(first == [stores, orders])
        #expect(second == [])
        #expect(try await count("stores", on: connection) == 1)
    }

    @Test func `a migration that fails leaves nothing, and those before it stay`() async throws {
        let connection = try await TestDatabase.current.connect(as: "sellusgenie")
        let broken = Migration(number: 2, name: "broken", sql: "CREATE TABLE half (id int); SELECT 1 / 0")

        let error = await #expect(throws: MigrationError.self) {
            try await Migrator([stores, broken]).up(on: connection)
        }

        #expect(error == .refused("0002_broken", reason: "division by zero"))
        #expect(try await exists("stores", on: connection))
        #expect(try await !exists("half", on: connection))
        #expect(try await Migrator([stores, orders]).up(on: connection) == [orders])
    }

    @Test func `status tells what is applied and what waits`() async throws {
        let connection = try await TestDatabase.current.connect(as: "sellusgenie")
        #expect(try await Migrator([stores]).status(on: connection).map(\.appliedAt) == [nil])
        try await Migrator([stores]).up(on: connection)

        let status = try await Migrator([stores, orders]).status(on: connection)

        #expect(status.map(\.migration) == [stores, orders])
        #expect(status.map { $0.appliedAt != nil } == [true, false])
    }

    @Test func `a database newer than the program is not touched`() async throws {
        let connection = try await TestDatabase.current.connect(as: "sellusgenie")
        try await Migrator([stores, orders]).up(on: connection)

        await #expect(throws: MigrationError.databaseIsNewer(database: "0002_orders", program: "0001_stores")) {
            try await Migrator([stores]).up(on: connection)
        }
    }

    @Test func `programs that migrate at once wait for each other`() async throws {
        let database = try TestDatabase.current
        let slow = (1...6).map { number in
            Migration(number: number, name: "step", sql: "CREATE TABLE t\(number) (); SELECT pg_sleep(0.02)")
        }

        let applied = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 1...4 {
                group.addTask { try await Migrator(slow).up(on: database.connect(as: "sellusgenie")).count }
            }
            return try await group.reduce(0, +)
        }

        #expect(applied == slow.count)
    }

    @Test func `the printed script makes a database that the program takes for its own`() async throws {
        let connection = try await TestDatabase.current.connect(as: "sellusgenie")
        let migrator = Migrator([stores, orders])

        try await connection.script(migrator.script())

        #expect(try await migrator.up(on: connection) == [])
        #expect(try await count("stores", on: connection) == 1)
    }

    private func count(_ table: String, on connection: Connection) async throws -> Int {
        try await connection.one("SELECT count(*)::int8 FROM \(SQL.identifier(table))")[0]
    }

    private func exists(_ table: String, on connection: Connection) async throws -> Bool {
        try await connection.one("SELECT to_regclass(\(table)) IS NOT NULL")[0]
    }
}
