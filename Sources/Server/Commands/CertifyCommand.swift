import ArgumentParser
import Foundation
import Postgres
import Schema

/// `sellusgenie isolation`
struct CertifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "isolation",
        abstract: "Try every command of every persona on every table, and print a certificate of what was refused.",
        discussion: """
            Works in one transaction that is rolled back. Ends with 1 when a persona reaches what is not its own, or does \
            not reach what is.
            """
    )

    @Flag(help: "Print the certificate as JSON.")
    var json = false

    func run() async throws {
        var certificate: IsolationCertificate?
        try await withDatabase { access, logger in
            try await access.migrate(logger: logger)
            certificate = try await IsolationAudit.run(on: access.connectAsProgram())
        }
        guard let certificate else { throw ExitCode(1) }
        print(json ? try Self.json(certificate) : Self.text(certificate))
        if !certificate.isClean { throw ExitCode(1) }
    }

    private static func json(_ certificate: IsolationCertificate) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(certificate), as: UTF8.self)
    }

    static func text(_ certificate: IsolationCertificate) -> String {
        let outcome =
            certificate.isClean
            ? "Every attempt ended as the matrix says: no persona reached a row of another tenant."
            : "\(certificate.findings.count) attempts ended otherwise:\n"
                + certificate.findings.map { "  \($0)" }.joined(separator: "\n")
        return """
            Isolation of \(certificate.database), PostgreSQL \(certificate.serverVersion)
            \(certificate.tables) tables, \(certificate.personas) personas, \(certificate.attempts) attempts
            \(outcome)
            """
    }
}
