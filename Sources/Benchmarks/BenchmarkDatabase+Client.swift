import Foundation
import Logging
import Postgres

/// Reads through the pool, as the program does.
struct BenchmarkClient: Sendable {
    struct Product: PostgresRow {
        let id: UUID
        let name: String
        let slug: String
        let price: Decimal
        let compareAtPrice: Decimal?
        let imageURL: String?
        let createdAt: Date

        init(row: Row) throws {
            id = try row["id"]
            name = try row["name"]
            slug = try row["slug"]
            price = try row["price"]
            compareAtPrice = try row["compare_at_price"]
            imageURL = try row["image_url"]
            createdAt = try row["created_at"]
        }
    }

    let connection: Connection
    let database: Database
    private let visitor = DatabaseActor(
        name: "anon",
        entry: "SELECT app.enter(\("anon"), \(JSON(text: "{}")), \(BenchmarkDatabase.store))"
    )

    init(connection: Connection, database: Database) {
        self.connection = connection
        self.database = database
    }

    func readOneRow() async throws {
        let id = Int32.random(in: 1...100_000)
        let row = try await connection.one("SELECT id, balance FROM accounts WHERE id = \(id)")
        let _: Int = try row["balance"]
    }

    func readTenantPage() async throws {
        let products = try await database.read(
            as: visitor,
            """
            SELECT id, name, slug, price, compare_at_price, image_url, created_at FROM products
            WHERE store_id = \(BenchmarkDatabase.store) AND is_active
            ORDER BY created_at DESC, id DESC LIMIT 20
            """, as: Product.self
        )
        precondition(products.count == 20, "the benchmark's store must have its products")
    }
}

extension BenchmarkDatabase {
    /// Calls a second of all clients together.
    func rate(_ work: @escaping @Sendable (BenchmarkClient) async throws -> Void) async throws -> Double {
        var configuration = DatabaseConfiguration(connectionString: server.connectionString(user: "sellusgenie_app"))
        configuration.poolSize = Benchmarks.clients
        let pool = Database(configuration: configuration, logger: logger)
        var clients: [BenchmarkClient] = []
        for _ in 0..<Benchmarks.clients {
            let connection = try await Connection(parameters: configuration.parameters)
            clients.append(BenchmarkClient(connection: connection, database: pool))
        }
        let calls = try await count(clients, work)
        await pool.drain()
        return Double(calls) / Double(Benchmarks.seconds)
    }

    private func count(
        _ clients: [BenchmarkClient], _ work: @escaping @Sendable (BenchmarkClient) async throws -> Void
    ) async throws -> Int {
        let deadline = ContinuousClock.now + .seconds(Benchmarks.seconds)
        return try await withThrowingTaskGroup(of: Int.self) { group in
            for client in clients {
                group.addTask {
                    var calls = 0
                    while ContinuousClock.now < deadline {
                        try await work(client)
                        calls += 1
                    }
                    return calls
                }
            }
            return try await group.reduce(0, +)
        }
    }
}
