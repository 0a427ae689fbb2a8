import Commerce
import Foundation
import Testing

@testable import Providers

/// Against aiosmtpd, a mail server written by others.
struct SMTPMailerTests {
    private func letter(subject: String = "Your order", to recipient: String = "ann@example.test") throws
        -> RenderedLetter
    {
        RenderedLetter(
            recipient: try #require(EmailAddress(recipient)), sender: "Töpferei \"Mond\"", subject: subject,
            text: "Thank you, Ann – see you soon.", html: "<p>Thank you, Ann</p>")
    }

    private func mailer(_ url: String) throws -> SMTPMailer {
        let sender = try #require(EmailAddress("shop@example.test"))
        return try #require(SMTPMailer(url: Secret(url), sender: sender))
    }

    /// The server needs a moment before it listens.
    private func deliver(_ letter: RenderedLetter, by mailer: SMTPMailer) async throws {
        for _ in 0..<100 {
            do throws(MailerError) {
                return try await mailer.send(letter)
            } catch {
                guard case .refused(let words) = error, words.contains("connect") else { throw error }
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("the mail server did not listen")
    }

    @Test(.timeLimit(.minutes(1)))
    func `a letter arrives with its sender, subject and both texts`() async throws {
        try await MailServer.run { server in
            try await deliver(letter(), by: mailer("smtp://127.0.0.1:\(server.port)"))

            let message = try #require(try server.messages.first)
            #expect(message.contains("X-RcptTo: ann@example.test"))
            #expect(message.contains("<shop@example.test>"))
            #expect(message.contains(Data("Thank you, Ann – see you soon.".utf8).base64EncodedString()))
            #expect(message.contains(Data("<p>Thank you, Ann</p>".utf8).base64EncodedString()))
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `a subject cannot add a header`() async throws {
        try await MailServer.run { server in
            let hostile = try letter(subject: "Hello\r\nBcc: everybody@example.test\r\n\r\nBuy this")
            try await deliver(hostile, by: mailer("smtp://127.0.0.1:\(server.port)"))

            let headers = try #require(try server.messages.first?.components(separatedBy: "\n\n").first)
            #expect(!headers.contains("Bcc"))
            #expect(!headers.contains("everybody"))
        }
    }

    @Test func `a server that is not there is a sentence and not a password`() async throws {
        let mailer = try mailer("smtp://ann:hunter2-hunter2@127.0.0.1:1")

        let failure = await #expect(throws: MailerError.self) { try await mailer.send(letter()) }

        #expect(failure?.description.contains("check SMTP_URL") == true)
        #expect(failure?.description.contains("hunter2") == false)
    }

    @Test(arguments: ["http://mail.example", "smtp:", "mail.example:25", ""])
    func `what is no mail server's address is refused`(url: String) throws {
        let sender = try #require(EmailAddress("shop@example.test"))

        #expect(SMTPMailer(url: Secret(url), sender: sender) == nil)
    }

    @Test func `without a mail server letters are files of the owner's`() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "letters-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: directory) }

        try await MailDirectory(directory).send(letter())

        let files = try FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
        #expect(files.map(\.pathExtension) == ["eml"])
        let mode = try FileManager.default.attributesOfItem(atPath: directory.path)[.posixPermissions] as? Int
        #expect(mode == 0o700)
    }
}
