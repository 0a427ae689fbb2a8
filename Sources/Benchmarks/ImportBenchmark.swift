import Commerce
import Foundation
import Logging
import Postgres

/// Imports a large catalogue into an empty shop, then the same file again. Absolute figures: nothing else does this work.
///
/// To be run first, because the peak of the memory is the whole process's.
struct ImportBenchmark {
    static let rows = 100_000

    let database: BenchmarkDatabase
    private let owner = UUID()
    private let store = ID<Store>(UUID())

    init(database: BenchmarkDatabase) {
        self.database = database
    }

    /// Lines for the report.
    func report() async throws -> [String] {
        try await makeShop()
        let file = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString).csv")
        defer { try? FileManager.default.removeItem(at: file) }
        try GenerateShopifyCSV(rows: Self.rows).write(to: file)
        let first = try await time { try await importFile(file) }
        let again = try await time { try await importFile(file) }
        return [
            line("import of \(Self.rows) rows of Shopify's CSV", first, limit: "at most 60 s and 200 MB"),
            line("the same file again, nothing changed", again, limit: "–"),
        ]
    }

    private func line(_ name: String, _ seconds: Double, limit: String) -> String {
        "| \(name) | \(String(format: "%.1f", seconds)) s, \(Self.peakMegabytes) MB | \(limit) |"
    }

    private func makeShop() async throws {
        let superuser = database.server.superuserConnectionString(database: "sellusgenie")
        let administrator = try await Connection(parameters: ["dbname": superuser])
        let email = "importer@example.org"
        _ = try await administrator.pipeline([
            "INSERT INTO auth.users (id, email) VALUES (\(owner), \(email))",
            "INSERT INTO store_owners (id, email) VALUES (\(owner), \(email)) ON CONFLICT DO NOTHING",
            """
            UPDATE store_owner_subscriptions SET plan_type = 'enterprise', status = 'active'
            WHERE store_owner_id = \(owner)
            """,
            """
            INSERT INTO stores (id, store_owner_id, store_name, store_slug)
            VALUES (\(store), \(owner), 'Imported', 'imported')
            """,
        ])
    }

    private func importFile(_ file: URL) async throws {
        let user = database.server.connectionString(user: "sellusgenie_app")
        let pool = Database(configuration: DatabaseConfiguration(connectionString: user), logger: database.logger)
        let report = try await ImportProducts(into: store, of: pool).run(file: file)
        await pool.drain()
        guard report.rowsRead == Self.rows, report.problemCount == 0 else {
            throw BenchmarkError.unexpectedOutput("\(report)")
        }
    }

    private func time(_ work: () async throws -> Void) async throws -> Double {
        let start = ContinuousClock.now
        try await work()
        return (ContinuousClock.now - start) / .seconds(1)
    }

    /// The most memory that this process has had so far.
    private static var peakMegabytes: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss / 1024
    }
}
