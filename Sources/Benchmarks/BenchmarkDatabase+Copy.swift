import Foundation
import Postgres

extension BenchmarkDatabase {
    private static let rows = 400_000

    /// Rows a second by `psql \copy` from a file.
    func copyByPsql() async throws -> Double {
        let file = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString).tsv")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(Self.lines.joined()).write(to: file)
        try await emptyTable()
        return try await timed {
            _ = try await Tool.run(
                "psql",
                [
                    "--no-psqlrc", "--command=\\copy copied FROM '\(file.path)'", server.connectionString(),
                ])
        }
    }

    /// Rows a second by our COPY, a chunk of lines at a time.
    func copyByClient() async throws -> Double {
        let connection = try await Connection(parameters: ["dbname": server.connectionString()])
        try await emptyTable()
        return try await timed {
            let stored = try await connection.copyIn("COPY copied FROM STDIN") { writer in
                for line in Self.lines { try await writer.write(line) }
            }
            precondition(stored == Self.rows)
        }
    }

    private func emptyTable() async throws {
        let connection = try await Connection(
            parameters: ["dbname": server.superuserConnectionString(database: "sellusgenie")]
        )
        try await connection.execute("TRUNCATE copied")
    }

    private func timed(_ work: () async throws -> Void) async throws -> Double {
        let start = ContinuousClock.now
        try await work()
        return Double(Self.rows) / ((ContinuousClock.now - start) / .seconds(1))
    }

    private static let lines: [[UInt8]] = (0..<rows).map { n in
        Array("\(n)\tProduct number \(n)\t\(n % 1000).99\tA note of some length that says nothing much\n".utf8)
    }
}
