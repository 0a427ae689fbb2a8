import Foundation
import Subprocess

#if canImport(System)
import System
#else
import SystemPackage
#endif

/// Makes a new cluster with its database and owner, whole or not at all.
struct EmbeddedServerInitialisation: Sendable {
    let installation: EmbeddedServerInstallation
    let account: EmbeddedServerAccount
    let layout: EmbeddedServerLayout
    let configuration: EmbeddedServerConfiguration

    /// The name of the cluster's superuser.
    static let superuser = "postgres"

    func perform() async throws {
        try? FileManager.default.removeItem(at: layout.unfinished)
        try layout.makePrivateDirectory(layout.unfinished, for: account)
        try await initialiseCluster()
        try allowSocketOnly()
        try await createDatabase()
        try FileManager.default.moveItem(at: layout.unfinished, to: layout.data)
    }

    private func initialiseCluster() async throws {
        #if os(Linux)
        let locale = "C.UTF-8"
        #else
        let locale = "C"
        #endif
        var arguments = [
            "--pgdata=\(layout.unfinished.path)", "--username=\(Self.superuser)", "--data-checksums",
            "--encoding=UTF8", "--locale=\(locale)", "--auth-local=trust", "--auth-host=reject",
        ]
        if configuration.durability == .none { arguments.append("--no-sync") }
        try await run(installation.initdb, arguments: arguments, input: "")
    }

    /// The socket's directory is closed to everybody but this user, so whoever reaches it is trusted; the network is not
    /// listened to, and refused in case somebody turns it on.
    private func allowSocketOnly() throws {
        try "local all all trust\nlocal replication all trust\n"
            .write(to: layout.unfinished.appending(path: "pg_hba.conf"), atomically: false, encoding: .utf8)
        let main = layout.unfinished.appending(path: "postgresql.conf")
        let text = try String(contentsOf: main, encoding: .utf8)
        try (text + "\ninclude_if_exists = '\(layout.settingsFile.lastPathComponent)'\n")
            .write(to: main, atomically: false, encoding: .utf8)
    }

    /// In single-user mode, so that a directory that has its final name always holds the database.
    private func createDatabase() async throws {
        let owner = Self.quoted(configuration.owner)
        let statements = [
            "CREATE ROLE \(owner) LOGIN CREATEROLE",
            "CREATE DATABASE \(Self.quoted(configuration.database)) OWNER \(owner)",
        ]
        var arguments = ["--single", "-D", layout.unfinished.path, "-c", "log_min_messages=error"]
        if configuration.durability == .none { arguments += ["-c", "fsync=off"] }
        let output = try await run(
            installation.postgres,
            arguments: arguments + ["postgres"],
            input: statements.joined(separator: "\n") + "\n"
        )
        // Single-user mode ends with 0 whatever its statements did.
        guard !output.contains("ERROR:") else { throw EmbeddedServerError.initialisationFailed(output: output) }
    }

    @discardableResult
    private func run(_ program: URL, arguments: [String], input: String) async throws -> String {
        let result = try await Subprocess.run(
            .path(FilePath(program.path)),
            arguments: Arguments(arguments),
            // Messages in English whatever the machine speaks: their "ERROR:" is looked for.
            environment: .inherit.updating(["LC_ALL": "C"]),
            workingDirectory: "/",
            platformOptions: account.platformOptions,
            input: .string(input),
            output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 20)
        )
        let errors = result.standardError.trimmingCharacters(in: .whitespacesAndNewlines)
        guard result.terminationStatus.isSuccess else {
            throw EmbeddedServerError.initialisationFailed(output: errors)
        }
        return errors
    }

    private static func quoted(_ identifier: String) -> String {
        "\"\(identifier.replacing("\"", with: "\"\""))\""
    }
}
