import Foundation
import Subprocess

#if canImport(System)
import System
#else
import SystemPackage
#endif

/// One run of the `postgres` program, from its spawning to its end.
struct EmbeddedServerProcess: Sendable {
    let installation: EmbeddedServerInstallation
    let account: EmbeddedServerAccount
    let layout: EmbeddedServerLayout
    let stopTimeout: Duration

    /// Runs the server until it ends; cancelling the task shuts it down fast.
    /// - Returns: how it ended, as a word for the log.
    func run(whenSpawned: @escaping @Sendable (pid_t) async -> Void) async throws -> String {
        let log = try openStartLog()
        let result = try await Subprocess.run(
            .path(FilePath(installation.postgres.path)),
            arguments: ["-D", layout.data.path],
            workingDirectory: "/",
            platformOptions: options,
            input: .none,
            output: .fileDescriptor(log, closeAfterSpawningProcess: true),
            error: .combinedWithOutput
        ) { execution in
            await whenSpawned(execution.processIdentifier.value)
        }
        return result.terminationStatus.description
    }

    /// The last lines that the server wrote before its log collector took over: PostgreSQL names the fault before it
    /// says that it gives up.
    func lastStartLines() -> String {
        let text = (try? String(contentsOf: layout.startLog, encoding: .utf8)) ?? ""
        let lines = text.split(separator: "\n").suffix(2)
        return lines.isEmpty ? "it said nothing" : lines.joined(separator: " ")
    }

    /// SIGINT is PostgreSQL's fast shutdown: sessions are rolled back and a checkpoint is written. SIGQUIT leaves that
    /// to the recovery of the next start.
    private var options: PlatformOptions {
        var options = account.platformOptions
        options.teardownSequence = [
            .send(signal: .interrupt, allowedDurationToNextStep: stopTimeout),
            .send(signal: .quit, allowedDurationToNextStep: .seconds(5)),
        ]
        return options
    }

    private func openStartLog() throws -> FileDescriptor {
        do {
            return try FileDescriptor.open(
                FilePath(layout.startLog.path),
                .writeOnly,
                options: [.create, .truncate, .append],
                permissions: [.ownerReadWrite]
            )
        } catch {
            throw EmbeddedServerError.fileSystem(path: layout.startLog.path, reason: String(describing: error))
        }
    }
}
