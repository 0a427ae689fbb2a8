import Foundation
import Logging
import Postgres
import Schema

/// Measures the database client beside PostgreSQL's own tools, on one throw-away server, in one run.
///
/// Each pair is measured in turn, round after round, and the medians are compared: the machine's noise meets both.
@main
struct Benchmarks {
    static let rounds = 7
    static let seconds = 2
    static let clients = 8

    static func main() async throws {
        let home = FileManager.default.temporaryDirectory.appending(path: "sellusgenie-bench-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: home) }
        let logger = Logger(label: "benchmarks", factory: { _ in SwiftLogNoOpLogHandler() })
        let server = EmbeddedServer(configuration: EmbeddedServerConfiguration(home: home), logger: logger)
        try await server.start()
        do {
            try await report(on: BenchmarkDatabase(server: server, logger: logger))
        } catch {
            await server.stop()
            FileHandle.standardError.write(Data("The measurement failed: \(error)\n".utf8))
            exit(1)
        }
        await server.stop()
    }

    private static func report(on database: BenchmarkDatabase) async throws {
        try await database.prepare()
        if isChosen("import") {
            print("| benchmark | ours | the limit |", "|---|---|---|", separator: "\n")
            for line in try await ImportBenchmark(database: database).report() { print(line) }
            print("")
        }
        if isChosen("sign-in") {
            print("| benchmark | ours | the limit |", "|---|---|---|", separator: "\n")
            for line in try await SignInBenchmark(database: database).report() { print(line) }
            print("")
        }
        let chosen = database.benchmarks.filter { isChosen($0.name) }
        guard !chosen.isEmpty else { return }
        print("| benchmark | ours | the limit | ratio | target |", "|---|---|---|---|---|", separator: "\n")
        for benchmark in chosen {
            let result = try await compare(benchmark)
            print(result.row(of: benchmark))
        }
    }

    /// Those whose name holds the first argument; all without one.
    private static func isChosen(_ name: String) -> Bool {
        CommandLine.arguments.dropFirst().first.map(name.contains) ?? true
    }

    private static func compare(_ benchmark: Benchmark) async throws -> Comparison {
        var ours: [Double] = []
        var limits: [Double] = []
        for _ in 0..<rounds {
            limits.append(try await benchmark.limit())
            ours.append(try await benchmark.ours())
        }
        return Comparison(ours: ours, limits: limits)
    }
}
