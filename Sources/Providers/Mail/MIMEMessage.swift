import Commerce
import Foundation

/// An e-mail in the form that mail servers take: RFC 5322 headers and two alternatives, both in base64.
struct MIMEMessage {
    let text: String

    /// - Parameter from: an address, or a name and an address in angle brackets.
    init(_ letter: RenderedLetter, from address: EmailAddress, at date: Date, id: UUID) {
        let boundary = "part-\(id.uuidString)"
        let host = address.text.split(separator: "@").last ?? "localhost"
        let headers = [
            "From: \(Self.word(letter.sender)) <\(address.text)>",
            "To: <\(letter.recipient.text)>",
            "Subject: \(Self.word(letter.subject))",
            "Date: \(Self.dates.string(from: date))",
            "Message-ID: <\(id.uuidString)@\(host)>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: multipart/alternative; boundary=\"\(boundary)\"",
        ]
        let parts = [("plain", letter.text), ("html", letter.html)].map { kind, content in
            """
            --\(boundary)\r
            Content-Type: text/\(kind); charset=utf-8\r
            Content-Transfer-Encoding: base64\r
            \r
            \(Self.base64(content))\r

            """
        }
        text = headers.joined(separator: "\r\n") + "\r\n\r\n" + parts.joined() + "--\(boundary)--\r\n"
    }

    /// Encoded words of 10 scalars, at most 40 bytes: RFC 2047 allows 75 in base64. Nothing in them can end the header.
    private static func word(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        return stride(from: 0, to: max(scalars.count, 1), by: 10).map { start in
            var piece = String.UnicodeScalarView()
            piece.append(contentsOf: scalars[start..<min(start + 10, scalars.count)])
            return "=?utf-8?B?\(Data(String(piece).utf8).base64EncodedString())?="
        }.joined(separator: "\r\n ")
    }

    private static func base64(_ text: String) -> String {
        Data(text.utf8).base64EncodedString(options: [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ])
    }

    private static let dates: DateFormatter = {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "UTC")
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss Z"
        return formatter
    }()
}
