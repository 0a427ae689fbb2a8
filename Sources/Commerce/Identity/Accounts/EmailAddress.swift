import Postgres

/// An address that mail can be sent to, in the case its owner writes it; two that differ in case alone are one person's.
package struct EmailAddress: Sendable {
    package let text: String

    /// Checks the shape alone: one `@`, something before it, a host after it, nothing that could end a mail header.
    package init?(_ text: String) {
        let isHeaderSafe = text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7f }
        guard text.utf8.count <= 254, isHeaderSafe, text.wholeMatch(of: /[^@]{1,64}@[^@.]+(\.[^@.]+)+/) != nil else {
            return nil
        }
        self.text = text
    }
}

extension EmailAddress: Hashable {
    package static func == (left: EmailAddress, right: EmailAddress) -> Bool {
        left.text.lowercased() == right.text.lowercased()
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(text.lowercased())
    }
}

extension EmailAddress: CustomStringConvertible {
    package var description: String { text }
}
