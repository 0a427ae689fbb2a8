import Commerce
import Logging
import Postgres

/// The database of this installation: as its owner, who migrates and nothing else, and as the program's own role.
struct DatabaseAccess: Sendable {
    let owner: String
    let login: Login
    private let program: String
    let vault: SecretVault
    /// The server that this process runs; nil where the operator or another process runs it.
    let embedded: EmbeddedServer?

    /// How the program's own role gets in.
    enum Login {
        /// By the socket of a server of ours.
        case socket
        /// By a password that the program gives its role, unless the address names that role already.
        case password
    }

    /// Whether a command may use the embedded server that another process runs.
    enum Sharing {
        case exclusive
        case withOthers
    }

    /// Starts the embedded server where there is none of the operator's.
    static func open(
        _ configuration: ServerConfiguration,
        vault: SecretVault,
        sharing: Sharing,
        logger: Logger
    ) async throws -> DatabaseAccess {
        guard let url = configuration.databaseURL else {
            return try await openEmbedded(configuration, vault: vault, sharing: sharing, logger: logger)
        }
        let owner = (configuration.databaseDirectURL ?? url).reveal()
        return DatabaseAccess(owner: owner, login: .password, program: url.reveal(), vault: vault, embedded: nil)
    }

    func stop() async {
        await embedded?.stop()
    }

    /// A pool of connections as the program's role.
    func pool(laneLimit: Int? = nil, logger: Logger) async throws -> Database {
        var configuration = DatabaseConfiguration(connectionString: try await programAddress())
        configuration.laneLimit = laneLimit
        return Database(configuration: configuration, logger: logger)
    }

    func connectAsOwner() async throws -> Connection {
        try await Connection(parameters: ["dbname": owner])
    }

    func connectAsProgram() async throws -> Connection {
        try await Connection(parameters: ["dbname": try await programAddress()])
    }

    private func programAddress() async throws -> String {
        guard login == .password else { return program }
        return try await ProgramLogin(root: try await root()).connectionString(from: program)
    }

    private static func openEmbedded(
        _ configuration: ServerConfiguration,
        vault: SecretVault,
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
            return DatabaseAccess(owner: owner, login: .socket, program: program, vault: vault, embedded: nil)
        }
        return DatabaseAccess(
            owner: server.connectionString(),
            login: .socket,
            program: server.connectionString(user: ProgramLogin.role),
            vault: vault,
            embedded: server
        )
    }
}
