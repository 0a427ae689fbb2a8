package import Commerce
import Foundation
import Subprocess
import SystemPackage

/// Sends through an SMTP server with curl, which knows TLS, STARTTLS and every way to sign in.
package struct SMTPMailer: Mailer {
    private static let timeout = 30

    private let server: URL
    private let sender: EmailAddress

    /// - Parameters:
    ///   - url: `smtp://user:password@host:587` or `smtps://…`; whatever is not this machine has to speak TLS.
    ///   - sender: what stands in From.
    package init?(url: Secret, sender: EmailAddress) {
        guard let server = URL(string: url.reveal()), ["smtp", "smtps"].contains(server.scheme), server.host() != nil
        else { return nil }
        self.server = server
        self.sender = sender
    }

    package func send(_ letter: RenderedLetter) async throws(MailerError) {
        let message = MIMEMessage(letter, from: sender, at: Date(), id: UUID()).text
        do {
            let file = try OwnFile(message)
            defer { file.remove() }
            let result = try await Subprocess.run(
                .name("curl"),
                arguments: ["--silent", "--show-error", "--config", "-"],
                input: .string(configuration(to: letter.recipient, file: file.path)),
                output: .discarded,
                error: .string(limit: 4_096)
            )
            guard result.terminationStatus.isSuccess else { throw MailerError.refused(firstLine(result.standardError)) }
        } catch let error as MailerError {
            throw error
        } catch {
            throw .refused("curl cannot be run: \(error)")
        }
    }

    /// Told through standard input: arguments are everybody's to read.
    private func configuration(to recipient: EmailAddress, file: String) -> String {
        let port = server.port.map { ":\($0)" } ?? ""
        let isHere = ["localhost", "127.0.0.1", "::1"].contains(server.host() ?? "")
        var lines = [
            "url = \(quoted("\(server.scheme ?? "smtp")://\(server.host() ?? "")\(port)"))",
            "mail-from = \(quoted(sender.text))",
            "mail-rcpt = \(quoted(recipient.text))",
            "upload-file = \(quoted(file))",
            "max-time = \(Self.timeout)",
        ]
        if let user = server.user(percentEncoded: false) {
            lines.append("user = \(quoted("\(user):\(server.password(percentEncoded: false) ?? "")"))")
        }
        if server.scheme == "smtp" { lines.append(isHere ? "ssl" : "ssl-reqd") }
        return lines.joined(separator: "\n") + "\n"
    }

    private func quoted(_ text: String) -> String {
        "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }

    private func firstLine(_ text: String?) -> String {
        text?.split(separator: "\n").first.map(String.init) ?? "curl said nothing"
    }
}

/// A file that nobody else can read, for the length of a call.
private struct OwnFile {
    let path: String

    init(_ content: String) throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "letter-\(UUID().uuidString)")
        path = url.path
        let descriptor = try FileDescriptor.open(
            FilePath(path), .writeOnly, options: [.create, .exclusiveCreate], permissions: .ownerReadWrite)
        try descriptor.closeAfter { _ = try descriptor.writeAll(content.utf8) }
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }
}
