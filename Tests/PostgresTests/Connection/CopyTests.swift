import Foundation
import Postgres
import TestSupport
import Testing

@Suite(.emptyDatabase)
struct CopyTests {
    private struct Stop: Error {}

    @Test func `rows go in and come out`() async throws {
        let connection = try TestDatabase.current.administrator
        try await connection.script("CREATE TABLE t (n int, name text)")

        let stored = try await connection.copyIn("COPY t FROM STDIN WITH (FORMAT binary)") { writer in
            for n in 0..<20_000 {
                try await writer.write(row: [Int32(n), n == 7 ? nil : "name \(n)"] as [any PostgresEncodable])
            }
        }
        var bytes = 0
        try await connection.copyOut("COPY t TO STDOUT") { bytes += $0.count }

        #expect(stored == 20_000)
        #expect(bytes > 200_000)
        #expect(try await connection.one("SELECT name FROM t WHERE n = 7")["name"] as String? == nil)
    }

    @Test func `text from a stream`() async throws {
        let connection = try TestDatabase.current.administrator
        try await connection.script("CREATE TABLE t (n int)")
        let (stream, continuation) = AsyncStream.makeStream(of: [UInt8].self)
        for n in 0..<100 { continuation.yield(Array("\(n)\n".utf8)) }
        continuation.finish()

        let stored = try await connection.copyIn("COPY t FROM STDIN", from: stream)

        #expect(stored == 100)
    }

    @Test func `a sender that gives up stores nothing and leaves the connection usable`() async throws {
        let connection = try TestDatabase.current.administrator
        try await connection.script("CREATE TABLE t (n int)")

        await #expect(throws: Stop.self) {
            _ = try await connection.copyIn("COPY t FROM STDIN") { writer in
                try await writer.write(Array("1\n".utf8))
                throw Stop()
            }
        }

        #expect(try await connection.query("SELECT n FROM t").isEmpty)
    }

    @Test func `a bad row is the server's error`() async throws {
        let connection = try TestDatabase.current.administrator
        try await connection.script("CREATE TABLE t (n int)")

        let error = await #expect(throws: PostgresError.self) {
            _ = try await connection.copyIn("COPY t FROM STDIN") { try await $0.write(Array("x\n".utf8)) }
        }

        #expect(error?.sqlState == "22P02")
        #expect(try await connection.query("SELECT n FROM t").isEmpty)
    }

    @Test func `a reader that gives up does not read the rest`() async throws {
        let connection = try TestDatabase.current.administrator
        var chunks = 0

        await #expect(throws: Stop.self) {
            try await connection.copyOut("COPY (SELECT generate_series(1, 50000000)) TO STDOUT") { _ in
                chunks += 1
                if chunks == 10 { throw Stop() }
            }
        }

        #expect(try await connection.one("SELECT 1 AS n")["n"] as Int == 1)
    }

    @Test func `inside a transaction the rows wait for its commit`() async throws {
        let test = try TestDatabase.current
        let other = try await Connection(parameters: ["dbname": test.connectionString(user: "postgres")])
        try await test.administrator.script("CREATE TABLE t (n int)")

        try await test.administrator.transaction { db in
            _ = try await db.copyIn("COPY t FROM STDIN") { try await $0.write(Array("1\n".utf8)) }
            #expect(try await other.query("SELECT n FROM t").isEmpty)
        }

        #expect(try await other.query("SELECT n FROM t").count == 1)
    }
}
