import Commerce
import Logging
import Postgres

/// The database of this installation: as its owner, who migrates and nothing else, and as the program's own role.
struct DatabaseAccess: Sendable {
    let owner: String
    let program: String
    /// The server that this process runs; nil where the operator or another process runs it.
    let embedded: EmbeddedServer?

    /// Whether a command may use the embedded server that another process runs.
    enum Sharing {
        case exclusive
        case withOthers
    }

    /// Starts the embedded server where there is none of the operator's.
    static func open(
        _ configuration: ServerConfiguration,
        secretKey: SecretKey,
        sharing: Sharing,
        logger: Logger
    ) async throws -> DatabaseAccess {
        guard let url = configuration.databaseURL else {
            return try await openEmbedded(configuration, sharing: sharing, logger: logger)
        }
        let owner = (configuration.databaseDirectURL ?? url).reveal()
        let login = ProgramLogin(secretKey: secretKey)
        return DatabaseAccess(
            owner: owner, program: try await login.connectionString(from: url.reveal()), embedded: nil)
    }

    func stop() async {
        await embedded?.stop()
    }

    /// A pool of connections as the program's role.
    func pool(logger: Logger) -> Database {
        Database(configuration: DatabaseConfiguration(connectionString: program), logger: logger)
    }

    func connectAsOwner() async throws -> Connection {
        try await Connection(parameters: ["dbname": owner])
    }

    func connectAsProgram() async throws -> Connection {
        try await Connection(parameters: ["dbname": program])
    }

    private static func openEmbedded(
        _ configuration: ServerConfiguration,
        sharing: Sharing,
        logger: Logger
    ) async throws -> DatabaseAccess {
        let settings = EmbeddedServerConfiguration(home: configuration.home)
        let server = EmbeddedServer(configuration: settings, logger: logger)
        do {
            try await server.start()
        } catch EmbeddedServerError.inUse(let home, let processID) {
            guard sharing == .withOthers, let owner = EmbeddedServer.connectionStringOfRunning(settings),
                let program = EmbeddedServer.connectionStringOfRunning(settings, user: ProgramLogin.role)
            else { throw EmbeddedServerError.inUse(home: home, processID: processID) }
            return DatabaseAccess(owner: owner, program: program, embedded: nil)
        }
        return DatabaseAccess(
            owner: server.connectionString(),
            program: server.connectionString(user: ProgramLogin.role),
            embedded: server
        )
    }
}
