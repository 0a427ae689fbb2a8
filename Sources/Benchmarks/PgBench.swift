import Foundation
import Subprocess

/// PostgreSQL's own load generator, with prepared statements, at the number of connections that ours is measured with.
struct PgBench {
    let connectionString: String

    static let singleRow = """
        \\set id random(1, 100000)
        SELECT id, balance FROM accounts WHERE id = :id;
        """

    // The claims and the store stand as literals: pgbench binds numbers only.
    static let enter = "SELECT app.enter('anon', '{}', '\(BenchmarkDatabase.store.uuidString)')"
    static let page = """
        SELECT id, name, slug, price, compare_at_price, image_url, created_at FROM products \
        WHERE store_id = '\(BenchmarkDatabase.store.uuidString)' AND is_active \
        ORDER BY created_at DESC, id DESC LIMIT 20
        """

    static let tenantRead = """
        \\startpipeline
        \(enter);
        \(page);
        \\endpipeline
        """

    static let tenantReadByLogin = """
        \\startpipeline
        SELECT enter_as_login('{}', '\(BenchmarkDatabase.store.uuidString)');
        \(page);
        \\endpipeline
        """

    /// Transactions a second without the time to connect.
    func rate(of script: String) async throws -> Double {
        let file = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString).sql")
        try script.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let output = try await Tool.run(
            "pgbench",
            [
                "--no-vacuum", "--protocol=prepared", "--client=\(Benchmarks.clients)", "--jobs=2",
                "--time=\(Benchmarks.seconds)", "--file=\(file.path)", connectionString,
            ])
        guard let match = output.firstMatch(of: /tps = ([0-9.]+)/), let rate = Double(match.1) else {
            throw BenchmarkError.unexpectedOutput(output)
        }
        return rate
    }
}

enum BenchmarkError: Error {
    case unexpectedOutput(String)
}
