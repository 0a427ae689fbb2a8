import Foundation
import Logging
import Postgres
import Schema

/// The one PostgreSQL of this test process: thrown away at its end, shared by all its tests.
package actor TestCluster {
    package static let shared = TestCluster()

    /// Tests that hold a database at once; each may open ``TestDatabase/poolSize`` connections and a few of its own.
    static let databasesAtOnce = 8
    static let maximumConnections = 200

    private var starting: Task<EmbeddedServer, any Error>?
    private var migrating: Task<Void, any Error>?
    private let slots = Slots(count: databasesAtOnce)

    /// The running server, started by the first test that asks.
    func server() async throws -> EmbeddedServer {
        if let starting { return try await starting.value }
        let task = Task { try await Self.start() }
        starting = task
        return try await task.value
    }

    /// Makes a database, lends it to the body, and drops it.
    func withDatabase(
        _ content: TestDatabase.Content,
        _ body: @Sendable (TestDatabase) async throws -> Void
    ) async throws {
        let server = try await server()
        // Before an empty one too: roles belong to the whole server, and two migrations at once would both make them.
        try await migrateTemplate(on: server)
        try await slots.withSlot {
            let name = "test_\(UUID().uuidString.lowercased().replacing("-", with: "_"))"
            try await Self.create(name, content, on: server)
            do {
                let database = try await TestDatabase(name: name, server: server)
                try await body(database)
                await database.close()
            } catch {
                try? await Self.drop(name, on: server)
                throw error
            }
            try await Self.drop(name, on: server)
        }
    }

    private func migrateTemplate(on server: EmbeddedServer) async throws {
        if let migrating { return try await migrating.value }
        let task = Task { try await Self.makeTemplate(on: server) }
        migrating = task
        try await task.value
    }

    private static func start() async throws -> EmbeddedServer {
        ThrowAwayHome.removeStale()
        let home = ThrowAwayHome()
        let server = EmbeddedServer(
            configuration: EmbeddedServerConfiguration(
                home: home.url,
                durability: .none,
                maximumConnections: maximumConnections
            ),
            logger: Logger(label: "test.cluster")
        )
        try await server.start()
        home.removeAtExit(after: server)
        return server
    }

    /// As the owner, who is no superuser: what the migrations may do here, they may do on a hosted database.
    private static func makeTemplate(on server: EmbeddedServer) async throws {
        try await administer(server, "CREATE DATABASE template OWNER sellusgenie")
        try await migrate(server)
        // CREATE DATABASE refuses a template that somebody is connected to.
        try await administer(server, "ALTER DATABASE template ALLOW_CONNECTIONS false")
    }

    private static func migrate(_ server: EmbeddedServer) async throws {
        let owner = try await Connection(parameters: ["dbname": server.connectionString(database: "template")])
        try await Migrator(SchemaMigrations.all).up(on: owner)
    }

    private static func create(_ name: String, _ content: TestDatabase.Content, on server: EmbeddedServer) async throws
    {
        let template: SQL = content == .migrated ? "template" : "template0"
        try await administer(
            server,
            "CREATE DATABASE \(SQL.identifier(name)) OWNER sellusgenie TEMPLATE \(template) ENCODING 'UTF8'"
        )
    }

    private static func drop(_ name: String, on server: EmbeddedServer) async throws {
        try await administer(server, "DROP DATABASE IF EXISTS \(SQL.identifier(name)) WITH (FORCE)")
    }

    private static func administer(_ server: EmbeddedServer, _ statement: SQL) async throws {
        let parameters = ["dbname": server.superuserConnectionString(database: "postgres")]
        try await Connection(parameters: parameters).execute(statement)
    }
}
