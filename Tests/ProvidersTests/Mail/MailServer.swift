import Foundation
import Testing

/// Debian's or PyPI's aiosmtpd on a port of its own while `body` works with it; what it takes lies in a Maildir.
struct MailServer {
    let port: Int
    private let directory: URL

    static func run(_ body: (MailServer) async throws -> Void) async throws {
        let python = try #require(
            ProcessInfo.processInfo.environment["LOCALSTRIPE"].map { URL(filePath: $0).deletingLastPathComponent() },
            "Set LOCALSTRIPE to the path of localstripe in .venv; aiosmtpd is looked for beside it."
        ).appending(path: "python")
        let directory = FileManager.default.temporaryDirectory.appending(path: "mail-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: directory) }
        let server = MailServer(port: Int.random(in: 20_000..<30_000), directory: directory)
        let process = Process()
        process.executableURL = python
        process.arguments = [
            "-m", "aiosmtpd", "--nosetuid", "--listen", "127.0.0.1:\(server.port)",
            "--class", "aiosmtpd.handlers.Mailbox", directory.path,
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        defer { kill(process.processIdentifier, SIGKILL) }
        try await body(server)
    }

    /// The messages that have come, as text.
    var messages: [String] {
        get throws {
            let new = directory.appending(path: "new")
            return try FileManager.default.contentsOfDirectory(at: new, includingPropertiesForKeys: nil).map {
                try String(contentsOf: $0, encoding: .utf8)
            }
        }
    }
}
