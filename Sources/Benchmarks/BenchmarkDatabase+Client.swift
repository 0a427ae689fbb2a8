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

    func readOneRow(_ call: Int) async throws {
        let id = BenchmarkDatabase.account(call)
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
    /// Calls a second, each client with a connection of its own and all with one pool.
    func rate(_ work: @escaping @Sendable (BenchmarkClient, _ call: Int) async throws -> Void) async throws -> Double {
        var configuration = DatabaseConfiguration(connectionString: server.connectionString(user: "sellusgenie_app"))
        configuration.poolSize = Benchmarks.clients
        let pool = Database(configuration: configuration, logger: logger)
        var clients: [BenchmarkClient] = []
        for _ in 0..<Benchmarks.clients {
            let connection = try await Connection(parameters: configuration.parameters)
            clients.append(BenchmarkClient(connection: connection, database: pool))
        }
        let rate = try await SocketExecutor.run { try await self.rate(clients, work) }
        await pool.drain()
        return rate
    }

    /// The keys that a client reads, far from each other.
    static func account(_ call: Int) -> Int32 { Int32(call &* 7_919 % 100_000 + 1) }

    /// Calls a second of all clients together.
    func rate<Client: Sendable>(
        _ clients: [Client], _ work: @escaping @Sendable (Client, _ call: Int) async throws -> Void
    ) async throws -> Double {
        let deadline = ContinuousClock.now + .seconds(Benchmarks.seconds)
        return try await withThrowingTaskGroup(of: Int.self) { group in
            for client in clients {
                group.addTask {
                    var calls = 0
                    while ContinuousClock.now < deadline {
                        try await work(client, calls)
                        calls += 1
                    }
                    return calls
                }
            }
            return Double(try await group.reduce(0, +)) / Double(Benchmarks.seconds)
        }
    }
}
