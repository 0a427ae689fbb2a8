import ArgumentParser
import Commerce
import Foundation
import Postgres
import Schema

/// `sellusgenie doctor`
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look for what endangers isolation, data or speed; each finding says what to do.",
        discussion: "Ends with 1 when there is a finding."
    )

    @Flag(help: "Print the findings as JSON.")
    var json = false

    func run() async throws {
        let findings = try await examine()
        print(json ? try Self.json(findings) : Self.text(findings))
        if !findings.isEmpty { throw ExitCode(1) }
    }

    private func examine() async throws -> [Finding] {
        let configuration = try await ServerConfiguration.read()
        let secrets = [MasterKeys(configuration: configuration).file, URL(filePath: ".env")]
        // Before the database is opened, which refuses a master key that others can read.
        var findings = SecretFiles(files: secrets).findings()
        guard findings.isEmpty else { return findings }
        try await withDatabase { access, _ in
            findings = try await Self.examine(access.connectAsOwner())
            guard !findings.contains(where: { $0.remedy == "sellusgenie migrate" }) else { return }
            _ = try await access.root()
            findings += try await KeyFindings.findings(
                on: access.connectAsProgram(), sealing: access.vault.ring.sealing)
        }
        return findings
    }

    static func examine(_ connection: Connection) async throws -> [Finding] {
        var findings = try await migrationFindings(on: connection)
        // The other checks are about this program's schema.
        guard findings.isEmpty else { return findings }
        for check in DatabaseCheck.all { findings += try await check.findings(on: connection) }
        return findings + (try await SlowStatements.findings(on: connection))
    }

    private static func migrationFindings(on connection: Connection) async throws -> [Finding] {
        let waiting = try await Migrator(SchemaMigrations.all).status(on: connection).filter { $0.appliedAt == nil }
        return waiting.map { status in
            Finding(
                check: "the schema is this program's",
                severity: .error,
                subject: status.migration.title,
                remedy: "sellusgenie migrate"
            )
        }
    }

    private static func json(_ findings: [Finding]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(["findings": findings]), as: UTF8.self)
    }

    private static func text(_ findings: [Finding]) -> String {
        guard !findings.isEmpty else { return "All checks passed." }
        return findings.map { "\($0.severity.rawValue): \($0.check)\n  \($0.subject)\n  → \($0.remedy)" }
            .joined(separator: "\n")
    }
}
