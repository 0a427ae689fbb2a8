import Logging
package import Postgres

/// A database of one test's own, dropped when the test ends.
package struct TestDatabase: Sendable {
    /// What a new database holds.
    package enum Content: Sendable {
        /// The whole schema, no rows but what the migrations put in.
        case migrated
        /// Nothing.
        case empty
    }

    /// The most connections that ``database`` opens.
    package static let poolSize = 10

    @TaskLocal static var leased: TestDatabase?

    /// The database of the running test.
    /// - Throws: ``TestDatabaseError/noTrait`` in a test or suite without `.database`.
    package static var current: TestDatabase {
        get throws {
            guard let leased else { throw TestDatabaseError.noTrait }
            return leased
        }
    }

    package let name: String
    /// A superuser's connection, whom no policy binds: for set-up and for looking behind the scenes. One task at a time.
    package let administrator: Connection
    /// The pool as the program has it: it logs in as `sellusgenie_app`.
    package let database: Database
    package let server: EmbeddedServer

    init(name: String, server: EmbeddedServer) async throws {
        self.name = name
        self.server = server
        let parameters = ["dbname": server.superuserConnectionString(database: name)]
        administrator = try await Connection(parameters: parameters)
        var configuration = DatabaseConfiguration(
            connectionString: server.connectionString(user: "sellusgenie_app", database: name)
        )
        configuration.poolSize = Self.poolSize
        configuration.leaseTimeout = .seconds(30)
        database = Database(configuration: configuration, logger: Logger(label: "test.database"))
    }

    /// libpq's keywords for this database.
    /// - Parameter user: `sellusgenie_app`, `sellusgenie` (the owner) or `postgres` (the superuser).
    package func connectionString(user: String = "sellusgenie_app") -> String {
        server.connectionString(user: user, database: name)
    }

    /// One more connection, for tests that need several sessions at once.
    package func connect(as user: String = "sellusgenie_app") async throws -> Connection {
        try await Connection(parameters: ["dbname": connectionString(user: user)])
    }

    func close() async {
        await database.drain()
    }
}

package enum TestDatabaseError: Error, CustomStringConvertible {
    case noTrait

    package var description: String {
        "This test asks for a database and has none; add the trait .database to it or to its suite."
    }
}
