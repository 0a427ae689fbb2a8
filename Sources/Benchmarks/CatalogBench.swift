import Commerce
import Foundation
import Logging
import Postgres
import Schema

struct Bench {
    static func main() async throws {
        let rows = Int(CommandLine.arguments[1]) ?? 100_000
        let server = EmbeddedServer(
            configuration: EmbeddedServerConfiguration(home: URL(filePath: "/tmp/catalog-bench-home")),
            logger: Logger(label: "bench"))
        try await server.start()
        do { try await measure(rows, server) } catch {
            print("failed:", error, (error as? PostgresError)?.debugDescription ?? "")
        }
        await server.stop()
    }
    static func measure(_ rows: Int, _ server: EmbeddedServer) async throws {
        let root = try await Connection(parameters: ["dbname": server.superuserConnectionString(database: "postgres")])
        try await root.execute("DROP DATABASE IF EXISTS bench WITH (FORCE)")
        try await root.execute("CREATE DATABASE bench OWNER sellusgenie TEMPLATE template0 ENCODING 'UTF8'")
        try await Migrator(SchemaMigrations.all).up(
            on: try await Connection(parameters: ["dbname": server.connectionString(database: "bench")]))
        if CommandLine.arguments.count > 2 {
            for t in [
                "session_preload_libraries = 'auto_explain'", "auto_explain.log_min_duration = 40",
                "auto_explain.log_analyze = on", "auto_explain.log_nested_statements = on",
                "auto_explain.log_triggers = on",
            ] {
                try await root.script("ALTER DATABASE bench SET " + t)
            }
        }
        let admin = try await Connection(parameters: ["dbname": server.superuserConnectionString(database: "bench")])
        let owner = UUID(); let store = ID<Store>(UUID())
        try await admin.execute("INSERT INTO auth.users (id, email) VALUES (\(owner), 'a@b.test')")
        try await admin.execute("INSERT INTO store_owners (id, email) VALUES (\(owner), 'a@b.test')")
        try await admin.execute(
            "UPDATE store_owner_subscriptions SET plan_type = 'enterprise', status = 'active' WHERE store_owner_id = \(owner)"
        )
        try await admin.execute(
            "INSERT INTO stores (id, store_owner_id, store_name, store_slug) VALUES (\(store), \(owner), 'B', 'bench')")
        let file = URL(filePath: "/tmp/catalog-bench.csv")
        try GenerateShopifyCSV(rows: rows).write(to: file)
        var c = DatabaseConfiguration(
            connectionString: server.connectionString(user: "sellusgenie_app", database: "bench"))
        c.poolSize = 2
        c.statementTimeout = .seconds(300)
        let database = Database(configuration: c, logger: Logger(label: "bench"))
        for label in ["first", "again"] {
            let clock = ContinuousClock(); let start = clock.now
            let report = try await ImportProducts(into: store, of: database).run(file: file) { p in
                if p.report.rowsRead % 20_000 < 1_000 { print(p.report.rowsRead, clock.now - start) }
            }
            print(
                label, clock.now - start, "rows", report.rowsRead, "inserted", report.inserted, "updated",
                report.updated, "unchanged", report.unchanged, "failed", report.rowsFailed, report.problems.prefix(2))
            let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
            print(status.split(separator: "\n").filter { $0.hasPrefix("VmHWM") || $0.hasPrefix("VmRSS") })
        }
        let n = try await admin.query(
            "SELECT (SELECT count(*) FROM product_variants) AS v, (SELECT count(*) FROM app.stock_discrepancies) AS d, (SELECT sum(inventory_quantity) FROM products) AS i, (SELECT sum(quantity) FROM stock_movements) AS m"
        )
        for r in n { print(try r["v"] as Int64, try r["d"] as Int64, try r["i"] as Int64, try r["m"] as Int64) }
        await database.drain()
    }
}
