/// Text as people write it into a plain field: blank lines between paragraphs, `#` before a heading, `-` before each item
/// of a list. Whatever else it holds is text.
package struct Prose: Sendable {
    private enum Block {
        case heading(String)
        case item(String)
        case line(String)
        case blank
    }

    private let blocks: [Block]

    /// Reads the text.
    package init(_ text: String) {
        blocks = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let line = String(line).trimmed
            if line.isEmpty { return .blank }
            if line.hasPrefix("#") { return .heading(String(line.drop { $0 == "#" }).trimmed) }
            if line.hasPrefix("- ") || line.hasPrefix("* ") { return .item(String(line.dropFirst(2)).trimmed) }
            return .line(line)
        }
    }

    /// Headings are those below a page's own.
    package var view: HTML {
        var html = HTML.empty
        var lines: [String] = []
        var items: [String] = []
        func close() {
            if !lines.isEmpty { html = html + "<p>\(Self.joined(lines))</p>" }
            if !items.isEmpty { html = html + "<ul>\(items.map { "<li>\(Self.linked($0))</li>" })</ul>" }
            (lines, items) = ([], [])
        }
        for block in blocks + [.blank] {
            switch block {
            case .line(let line):
                if !items.isEmpty { close() }
                lines.append(line)
            case .item(let item):
                if !lines.isEmpty { close() }
                items.append(item)
            case .heading(let title):
                close()
                html = html + "<h2>\(title)</h2>"
            case .blank: close()
            }
        }
        return html
    }

    private static func joined(_ lines: [String]) -> HTML {
        lines.enumerated().reduce(.empty) { $0 + ($1.offset == 0 ? .empty : "<br>") + linked($1.element) }
    }

    /// Addresses of the web become links.
    private static func linked(_ text: String) -> HTML {
        text.split(separator: " ", omittingEmptySubsequences: false).enumerated().reduce(.empty) { html, word in
            let space: HTML = word.offset == 0 ? .empty : " "
            let text = String(word.element)
            guard text.hasPrefix("https://") || text.hasPrefix("http://") else {
                return html + space + HTML(text: text)
            }
            let address = String(text.reversed().drop { ".,;:!?)".contains($0) }.reversed())
            let rest = String(text.dropFirst(address.count))
            return html + space + "<a href=\"\(url: address)\" rel=\"nofollow\">\(address)</a>\(rest)"
        }
    }
}
