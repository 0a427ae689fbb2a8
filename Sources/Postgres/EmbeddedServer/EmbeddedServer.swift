package import Foundation
package import Logging
import ServiceLifecycle

/// A PostgreSQL of this program's own: found on the machine, initialised under the home, listening on a unix socket
/// and nothing else, started again when it dies, stopped with the program.
package actor EmbeddedServer: Service {
    private let configuration: EmbeddedServerConfiguration
    private let layout: EmbeddedServerLayout
    private let logger: Logger
    private var lock: EmbeddedServerLock?
    private var supervision: Task<Void, Never>?
    private var processID: pid_t?
    private var lastEnd: String?

    package init(configuration: EmbeddedServerConfiguration, logger: Logger) {
        self.configuration = configuration
        self.layout = EmbeddedServerLayout(home: configuration.home)
        self.logger = logger
    }

    /// How to reach a database of this server.
    /// - Parameters:
    ///   - user: the role that logs in; the database's owner when nil.
    ///   - database: the configured database when nil.
    package nonisolated func connectionString(user: String? = nil, database: String? = nil) -> String {
        EmbeddedServer.connectionString(
            socketDirectory: layout.socketDirectory,
            user: user ?? configuration.owner,
            database: database ?? configuration.database
        )
    }

    /// How to reach a database of this server as its superuser, whom only set-up and `doctor` need.
    package nonisolated func superuserConnectionString(database: String? = nil) -> String {
        connectionString(user: EmbeddedServerInitialisation.superuser, database: database)
    }

    /// The process that serves at the moment; nil between a crash and the next start.
    package var serverProcessID: Int32? { processID }

    /// Initialises the data directory if there is none, starts the server and returns when it accepts connections.
    /// - Throws: ``EmbeddedServerError``
    package func start() async throws {
        guard supervision == nil else { return }
        let account = try EmbeddedServerAccount.current()
        try layout.prepare(for: account)
        guard let lock = try EmbeddedServerLock.take(layout.lock) else {
            throw EmbeddedServerError.inUse(
                home: layout.home.path,
                processID: EmbeddedServerLock.holder(of: layout.lock)
            )
        }
        self.lock = lock
        do {
            try await launch(as: account)
        } catch {
            await stop()
            throw error
        }
    }

    /// Supervises the server until the program shuts down, then stops it.
    package func run() async throws {
        try await start()
        try? await gracefulShutdown()
        await stop()
    }

    /// Shuts the server down: fast, with a checkpoint, so that the next start has nothing to recover.
    package func stop() async {
        supervision?.cancel()
        await supervision?.value
        supervision = nil
        lock?.release()
        lock = nil
    }

    private func launch(as account: EmbeddedServerAccount) async throws {
        let installation = try await EmbeddedServerInstallation.find(forDataIn: layout.data)
        if let orphan = EmbeddedServerPostmaster.read(layout.postmasterFile) {
            logger.notice("stopping a PostgreSQL whose program was killed", metadata: ["pid": "\(orphan.processID)"])
            try await orphan.stop(layout.postmasterFile, timeout: configuration.stopTimeout)
        }
        try await EmbeddedServerPostmaster.waitUntilCollected(layout.postmasterFile, within: configuration.stopTimeout)
        if EmbeddedServerInstallation.majorVersion(ofDataIn: layout.data) == nil {
            logger.notice("initialising PostgreSQL \(installation.major) in \(layout.data.path)")
            try await EmbeddedServerInitialisation(
                installation: installation,
                account: account,
                layout: layout,
                configuration: configuration
            ).perform()
        }
        try writeSettings(for: installation, account: account)
        let process = EmbeddedServerProcess(
            installation: installation,
            account: account,
            layout: layout,
            stopTimeout: configuration.stopTimeout
        )
        supervision = Task { await supervise(process) }
        do {
            try await waitUntilReady(process)
        } catch {
            supervision?.cancel()
            await supervision?.value
            supervision = nil
            // A program that was killed while its server started may have left one that had no file yet when we looked.
            guard EmbeddedServerPostmaster.read(layout.postmasterFile) != nil else { throw error }
            try await launch(as: account)
        }
    }

    private func writeSettings(for installation: EmbeddedServerInstallation, account: EmbeddedServerAccount) throws {
        let settings = EmbeddedServerSettings(
            configuration: configuration,
            socketDirectory: layout.socketDirectory,
            preload: installation.hasLibrary("pg_stat_statements") ? ["pg_stat_statements"] : []
        )
        let file = layout.settingsFile
        do {
            try settings.text.write(to: file, atomically: true, encoding: .utf8)
        } catch {
            throw EmbeddedServerError.fileSystem(path: file.path, reason: error.localizedDescription)
        }
        guard chown(file.path, account.userID, account.groupID) == 0 else {
            throw EmbeddedServerError.fileSystem(path: file.path, reason: String(cString: strerror(errno)))
        }
    }

    /// Runs the server again and again, with a growing pause while it keeps dying.
    private func supervise(_ process: EmbeddedServerProcess) async {
        var pause = Duration.milliseconds(50)
        while !Task.isCancelled {
            let begun = ContinuousClock.now
            let end = await runOnce(process)
            guard !Task.isCancelled else { return }
            if ContinuousClock.now - begun > .seconds(60) { pause = .milliseconds(50) }
            logger.error("PostgreSQL ended by itself and is started again", metadata: ["end": "\(end)"])
            try? await Task.sleep(for: pause)
            pause = min(pause * 2, .seconds(10))
        }
    }

    private func runOnce(_ process: EmbeddedServerProcess) async -> String {
        let end: String
        do {
            end = try await process.run { await self.spawned($0) }
        } catch {
            end = String(describing: error)
        }
        processID = nil
        lastEnd = end
        return end
    }

    private func spawned(_ processID: pid_t) {
        self.processID = processID
        lastEnd = nil
    }

    private func waitUntilReady(_ process: EmbeddedServerProcess) async throws {
        let deadline = ContinuousClock.now + configuration.startTimeout
        while ContinuousClock.now < deadline, lastEnd == nil {
            let postmaster = EmbeddedServerPostmaster.read(layout.postmasterFile)
            if let postmaster, postmaster.isReady, postmaster.processID == processID { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw EmbeddedServerError.startFailed(logFile: layout.startLog.path, lastLines: process.lastStartLines())
    }
}

extension EmbeddedServer {
    /// How to reach the server that another program runs on this home; nil when none is running.
    package static func connectionStringOfRunning(
        _ configuration: EmbeddedServerConfiguration,
        user: String? = nil
    ) -> String? {
        let layout = EmbeddedServerLayout(home: configuration.home)
        guard let postmaster = EmbeddedServerPostmaster.read(layout.postmasterFile), postmaster.isReady else {
            return nil
        }
        return connectionString(
            socketDirectory: layout.socketDirectory,
            user: user ?? configuration.owner,
            database: configuration.database
        )
    }

    /// Ends, without a checkpoint, a server whose program is gone and whose data nobody needs.
    package static func killOrphan(in home: URL) {
        guard let orphan = EmbeddedServerPostmaster.read(EmbeddedServerLayout(home: home).postmasterFile) else {
            return
        }
        kill(orphan.processID, SIGQUIT)
    }

    /// libpq's keywords; a value in quotes may hold anything once backslash and quote are escaped.
    private static func connectionString(socketDirectory: URL, user: String, database: String) -> String {
        let values = [("host", socketDirectory.path), ("port", "5432"), ("user", user), ("dbname", database)]
        return values.map { key, value in
            "\(key)='\(value.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))'"
        }.joined(separator: " ")
    }
}
