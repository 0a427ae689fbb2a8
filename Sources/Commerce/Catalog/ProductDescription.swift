/// A description between what a person types and what the shop shows: plain text with empty lines between its paragraphs,
/// or HTML for whoever writes HTML.
package enum ProductDescription {
    /// What is typed has markup in it where an element of HTML begins.
    package static func html(typed text: String) throws(SanitisedHTML.Refusal) -> SanitisedHTML {
        guard text.firstMatch(of: /<[A-Za-z\/!]/) == nil else { return try SanitisedHTML(sanitising: text) }
        let paragraphs = text.split(separator: /\r?\n[ \t]*\r?\n\s*/).map { paragraph in
            "<p>" + paragraph.split(separator: /\r?\n/).map { escaped($0) }.joined(separator: "<br>") + "</p>"
        }
        return try SanitisedHTML(sanitising: paragraphs.joined())
    }

    /// As it is typed again: paragraphs without their marks, and anything else as HTML.
    package static func typed(html: String) -> String {
        guard html.hasPrefix("<p>"), html.hasSuffix("</p>") else { return html }
        let text = String(html.dropFirst(3).dropLast(4)).replacing("</p><p>", with: "\n\n").replacing(
            "<br>", with: "\n")
        guard !text.contains("<") else { return html }
        return text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&amp;", with: "&")
    }

    private static func escaped(_ text: Substring) -> String {
        String(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
