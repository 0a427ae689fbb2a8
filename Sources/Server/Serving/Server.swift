import Commerce
import Foundation
import Hummingbird
import Logging
import NIOCore
import Postgres
import ServiceLifecycle
import UnixSignals

/// `serve` from its first to its last moment.
struct Server {
    let configuration: ServerConfiguration
    let isDemo: Bool
    private let logger: Logger

    init(configuration: ServerConfiguration, isDemo: Bool) {
        var logger = Logger(label: "sellusgenie")
        logger.logLevel = configuration.logLevel
        self.logger = logger
        self.configuration = configuration
        self.isDemo = isDemo
    }

    /// Returns after a clean shutdown; throws when it could not start.
    func run() async throws {
        Self.refuseCoreFiles()
        print(configuration)
        // Where standard output is a file or a pipe, it would be kept back.
        fflush(nil)
        let vault = SecretVault(try KeyRing(load: MasterKeys(configuration: configuration).load))
        let access = try await DatabaseAccess.open(
            configuration,
            vault: vault,
            sharing: .exclusive,
            logger: logger
        )
        do {
            try await access.migrate(logger: logger)
            try await serve(access, root: try await access.root())
        } catch {
            await access.stop()
            throw ServeError(error, port: configuration.port) ?? error
        }
        await access.stop()
    }

    /// A core file holds the whole memory, keys included.
    private static func refuseCoreFiles() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        #if canImport(Glibc)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        #else
        setrlimit(RLIMIT_CORE, &none)
        #endif
    }

    /// Services stop in the reverse of this order: first no more requests, then the pool drains, then PostgreSQL stops.
    private func serve(_ access: DatabaseAccess, root: SecretKey) async throws {
        let database = try await access.pool(laneLimit: configuration.laneLimit, logger: logger)
        let environment = try ApplicationEnvironment(
            configuration: configuration,
            secretKey: root,
            vault: access.vault,
            database: database,
            logger: logger
        )
        try await environment.holdKeys()
        if isDemo { try await openDemo(access, environment) }
        let background = BackgroundWork(
            housekeeping: environment.housekeeping,
            events: environment.events,
            keyUses: RecordKeyUses(database: database, uses: environment.vault.uses, logger: logger),
            keys: environment.holdKeys,
            usage: environment.usage
        )
        var services: [any Service] = [database, background, try buildApplication(environment)]
        if let embedded = access.embedded { services.insert(embedded, at: 0) }
        let group = ServiceGroup(
            configuration: .init(
                services: services,
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
        try await SocketExecutor.run { try await group.run() }
    }
}

/// Why the program cannot listen.
enum ServeError: Error, Equatable, CustomStringConvertible {
    case portTaken(Int)
    case portForbidden(Int)

    init?(_ error: any Error, port: Int) {
        switch (error as? IOError)?.errnoCode {
        case EADDRINUSE: self = .portTaken(port)
        case EACCES: self = .portForbidden(port)
        default: return nil
        }
    }

    var description: String {
        switch self {
        case .portTaken(let port):
            "Port \(port) is in use by another program; stop it or choose another port with --port."
        case .portForbidden(let port):
            "Port \(port) may only be opened by root; choose one above 1023 with --port and put a proxy before it."
        }
    }
}
