import Foundation
import Postgres
import TestSupport
import Testing

@Suite(.emptyDatabase)
struct ConnectionTests {
    @Test func `a statement is prepared once and its columns are remembered`() async throws {
        let connection = try TestDatabase.current.administrator

        for n in 1...5 {
            let row = try await connection.one("SELECT \(n) + 1 AS next")
            #expect(try row["next"] as Int == n + 1)
        }

        let prepared = try await connection.one(
            "SELECT count(*) AS n FROM pg_prepared_statements WHERE statement LIKE '%+ 1 AS next'"
        )
        #expect(try prepared["n"] as Int == 1)
    }

    @Test func `one pipeline is one implicit transaction`() async throws {
        let connection = try TestDatabase.current.administrator
        try await connection.execute("CREATE TABLE t (n int CHECK (n > 0))")

        await #expect(throws: PostgresError.self) {
            _ = try await connection.pipeline([
                "INSERT INTO t VALUES (\(Int32(1)))", "INSERT INTO t VALUES (\(Int32(-1)))", "SELECT n FROM t",
            ])
        }

        #expect(try await connection.query("SELECT n FROM t").isEmpty)
        #expect(try await connection.pipeline(["SELECT 1", "SELECT 2 AS b"])[1].first?["b"] as Int? == 2)
    }

    @Test func `a failed statement can be repeated on the same connection`() async throws {
        let connection = try TestDatabase.current.administrator

        for _ in 1...3 {
            let error = await #expect(throws: PostgresError.self) {
                try await connection.execute("SELECT * FROM missing")
            }
            #expect(error?.sqlState == .undefinedTable)
        }

        #expect(try await connection.one("SELECT 1 AS n")["n"] as Int == 1)
    }

    @Test func `an error names its constraint and hides the row`() async throws {
        let connection = try TestDatabase.current.administrator
        try await connection.execute("CREATE TABLE t (email text CONSTRAINT email_is_unique UNIQUE)")
        try await connection.execute("INSERT INTO t VALUES (\("ann@example.org"))")

        let error = await #expect(throws: PostgresError.self) {
            try await connection.execute("INSERT INTO t VALUES (\("ann@example.org"))")
        }

        #expect(error?.sqlState == .uniqueViolation)
        #expect(error?.constraint == "email_is_unique")
        #expect(error?.table == "t")
        #expect("\(try #require(error))".contains("ann@") == false)
        #expect(error?.file.hasSuffix("ConnectionTests.swift") == true)
    }

    @Test func `a table that changed under a prepared statement costs one error and no more`() async throws {
        let connection = try TestDatabase.current.administrator
        try await connection.script("CREATE TABLE t (a int); INSERT INTO t VALUES (1)")
        _ = try await connection.query("SELECT * FROM t")
        try await connection.execute("ALTER TABLE t ADD b int DEFAULT 2")

        await #expect(throws: PostgresError.self) { _ = try await connection.query("SELECT * FROM t") }

        #expect(try await connection.one("SELECT * FROM t")["b"] as Int == 2)
    }

    @Test func `a script runs many statements or none`() async throws {
        let connection = try TestDatabase.current.administrator

        await #expect(throws: PostgresError.self) {
            try await connection.script("CREATE TABLE first (); SELECT 1/0; CREATE TABLE second ()")
        }
        try await connection.script("CREATE TABLE third (); INSERT INTO third DEFAULT VALUES; SELECT 1")

        let tables = try await connection.query(
            "SELECT relname FROM pg_class WHERE relname IN ('first','second','third')")
        #expect(try tables.map { try $0[0] as String } == ["third"])
    }

    @Test func `two tasks on one connection are refused, not mixed up`() async throws {
        let connection = try TestDatabase.current.administrator

        async let slow = connection.query("SELECT pg_sleep(0.3)")
        try await Task.sleep(for: .milliseconds(100))
        await #expect(throws: PostgresClientError.connectionBusy) { _ = try await connection.query("SELECT 1") }

        #expect(try await slow.count == 1)
    }

    @Test func `a megabyte each way in one pipeline does not block`() async throws {
        let connection = try TestDatabase.current.administrator
        let long = String(repeating: "x", count: 1_000_000)

        let answers = try await connection.pipeline((0..<20).map { _ in "SELECT \(long) AS echo" })

        #expect(try answers.allSatisfy { try ($0[0]["echo"] as String) == long })
    }

    @Test func `more statements than the cache holds`() async throws {
        let connection = try TestDatabase.current.administrator

        for n in 0..<1_100 { try await connection.execute("SELECT 1 AS " + SQL.identifier("c\(n)")) }

        let prepared = try await connection.one("SELECT count(*) AS n FROM pg_prepared_statements")
        #expect(try (prepared["n"] as Int) < 600)
    }

    @Test func `a server that ends the connection is told from one that refuses a statement`() async throws {
        let test = try TestDatabase.current
        let connection = try await Connection(parameters: ["dbname": test.connectionString(user: "sellusgenie")])
        let victim = connection.processID

        try await test.administrator.execute("SELECT pg_terminate_backend(\(victim))")

        let error = await #expect(throws: PostgresClientError.self) { _ = try await connection.query("SELECT 1") }
        guard case .connectionLost = error else {
            Issue.record("expected connectionLost, got \(String(describing: error))")
            return
        }
    }

    @Test func `an unreachable server is a sentence`() async throws {
        let error = await #expect(throws: PostgresClientError.self) {
            _ = try await Connection(parameters: ["host": "/nonexistent", "dbname": "x"])
        }

        #expect("\(try #require(error))".hasPrefix("Cannot connect to PostgreSQL: "))
    }
}
