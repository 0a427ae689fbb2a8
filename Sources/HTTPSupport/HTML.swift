/// A piece of a page. Written as a string literal: interpolated text is escaped, interpolated `HTML` is inserted.
///
/// There is no way to turn a `String` into `HTML` except ``init(sanitised:)``, so text from people cannot become markup.
package struct HTML: Sendable, Hashable {
    /// The markup.
    package private(set) var markup: String

    /// Markup that a sanitiser has already reduced to harmless elements.
    package init(sanitised markup: String) {
        self.markup = markup
    }

    /// Plain text, escaped.
    package init(text: String) {
        markup = ""
        markup.appendEscaped(text)
    }

    /// Nothing at all.
    package static let empty = HTML(sanitised: "")

    /// The markup when the condition holds, otherwise nothing.
    package static func when(_ condition: Bool, _ html: @autoclosure () -> HTML) -> HTML {
        condition ? html() : .empty
    }

    package static func + (left: HTML, right: HTML) -> HTML {
        HTML(sanitised: left.markup + right.markup)
    }
}

extension HTML: ExpressibleByStringInterpolation {
    package init(stringLiteral value: String) {
        markup = value
    }

    package init(stringInterpolation: StringInterpolation) {
        markup = stringInterpolation.markup
    }

    /// Collects the pieces of a literal into one string.
    package struct StringInterpolation: StringInterpolationProtocol {
        var markup: String

        package init(literalCapacity: Int, interpolationCount: Int) {
            markup = ""
            markup.reserveCapacity(literalCapacity + interpolationCount * 32)
        }

        package mutating func appendLiteral(_ literal: String) {
            markup += literal
        }

        /// Text, escaped for elements and for quoted attributes.
        package mutating func appendInterpolation(_ text: String) {
            markup.appendEscaped(text)
        }

        /// A number.
        package mutating func appendInterpolation(_ number: Int) {
            markup += String(number)
        }

        /// Markup, inserted as it is.
        package mutating func appendInterpolation(_ html: HTML) {
            markup += html.markup
        }

        /// Markup where there is some.
        package mutating func appendInterpolation(_ html: HTML?) {
            if let html { markup += html.markup }
        }

        /// Pieces of markup, one after the other.
        package mutating func appendInterpolation(_ pieces: [HTML]) {
            for piece in pieces { markup += piece.markup }
        }

        /// An address for `href`, `src` or `action`; one with a scheme that could run a script becomes `#`.
        package mutating func appendInterpolation(url address: String) {
            markup.appendEscaped(HTML.isHarmless(address: address) ? address : "#")
        }

        /// An attribute without a value, with the space before it, where it applies.
        package mutating func appendInterpolation(attribute name: StaticString, when applies: Bool) {
            guard applies else { return }
            markup += " "
            markup += name.description
        }

        /// An attribute with its value, with the space before it, where there is a value.
        package mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
            guard let value else { return }
            markup += " \(name)=\""
            markup.appendEscaped(value)
            markup += "\""
        }
    }
}

extension HTML {
    private static let harmlessSchemes: Set<String> = ["http", "https", "mailto", "tel"]

    /// Whether an address is relative or has one of the few schemes that a page may lead to.
    static func isHarmless(address: String) -> Bool {
        // Browsers drop tabs and line ends inside a scheme, so "java\nscript:" would run.
        if address.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return false }
        let beforePath = address.prefix { !"/?#".contains($0) }
        guard let colon = beforePath.firstIndex(of: ":") else { return true }
        return harmlessSchemes.contains(beforePath[..<colon].lowercased())
    }
}

extension String {
    /// Appends text with the five characters replaced that mean something in HTML.
    fileprivate mutating func appendEscaped(_ text: String) {
        let bytes = text.utf8
        var start = bytes.startIndex
        var index = start
        while index != bytes.endIndex {
            if let entity = Self.entity(for: bytes[index]) {
                self += text[start..<index]
                self += entity
                start = bytes.index(after: index)
            }
            index = bytes.index(after: index)
        }
        self += start == bytes.startIndex ? text[...] : text[start...]
    }

    private static func entity(for byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}
