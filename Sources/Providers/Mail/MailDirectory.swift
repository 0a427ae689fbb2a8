package import Commerce
package import Foundation

/// Keeps e-mails as files instead of sending them, where no mail server is configured: the owner of a trial installation
/// finds the links there.
package struct MailDirectory: Mailer {
    private let directory: URL

    package init(_ directory: URL) {
        self.directory = directory
    }

    package func send(_ letter: RenderedLetter) async throws(MailerError) {
        guard let nobody = EmailAddress("nobody@localhost.localdomain") else { throw .addressUnusable }
        let id = UUID()
        let date = Date()
        let message = MIMEMessage(letter, from: nobody, at: date, id: id).text
        let name = "\(Int(date.timeIntervalSince1970 * 1_000))-\(id.uuidString.prefix(8)).eml"
        do {
            try FileManager.default.createDirectory(
                at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try Data(message.utf8).write(to: directory.appending(path: name), options: .atomic)
        } catch {
            throw .refused(error.localizedDescription)
        }
    }
}
