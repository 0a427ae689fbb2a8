import Foundation

/// An e-mail before anybody has given it a look: what it says and where its one button leads.
package struct Letter: Codable, Hashable, Sendable {
    package struct Action: Codable, Hashable, Sendable {
        package let title: String
        package let address: String

        package init(title: String, address: String) {
            self.title = title
            self.address = address
        }
    }

    package let recipient: String
    /// Who speaks: a shop's name, or the platform's.
    package let sender: String
    package let subject: String
    /// BCP 47, such as `en` or `de-AT`.
    package let language: String
    package let paragraphs: [String]
    package let action: Action?
    /// Said below the button, in smaller letters.
    package let footnote: String?

    package init(
        to recipient: EmailAddress,
        from sender: String = "SellUsGenie",
        subject: String,
        language: String = "en",
        paragraphs: [String],
        action: Action? = nil,
        footnote: String? = nil
    ) {
        self.recipient = recipient.text
        self.sender = sender
        self.subject = subject
        self.language = language
        self.paragraphs = paragraphs
        self.action = action
        self.footnote = footnote
    }
}
