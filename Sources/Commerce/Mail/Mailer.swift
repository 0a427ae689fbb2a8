/// An e-mail as it is sent.
package struct RenderedLetter: Hashable, Sendable {
    package let recipient: EmailAddress
    package let sender: String
    package let subject: String
    package let text: String
    package let html: String

    package init(recipient: EmailAddress, sender: String, subject: String, text: String, html: String) {
        self.recipient = recipient
        self.sender = sender
        self.subject = subject
        self.text = text
        self.html = html
    }
}

/// Hands e-mails to whoever delivers them.
package protocol Mailer: Sendable {
    func send(_ letter: RenderedLetter) async throws(MailerError)
}

/// Why an e-mail was not taken; the job that sends it tries again.
package enum MailerError: Error, Hashable {
    /// The server said no, or could not be reached: its words.
    case refused(String)
    case addressUnusable
}

extension MailerError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .refused(let words): "The mail server did not take the message (\(words)); check SMTP_URL."
        case .addressUnusable: "The message has no address that mail can be sent to."
        }
    }
}
