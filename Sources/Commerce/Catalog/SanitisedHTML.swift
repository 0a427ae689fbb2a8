/// HTML that holds only what describes a product: text, headings, lists, tables, links and pictures. Scripts,
/// styles, forms, frames and event handlers are gone, so that the storefront may show it as it is.
package struct SanitisedHTML: Hashable, Sendable {
    /// The markup, balanced and escaped by us whatever the source looked like.
    package let markup: String

    /// Keeps of `source` what is allowed. Throws only for what would take the parser too long.
    package init(sanitising source: String) throws(Refusal) {
        guard source.utf8.contains(where: { Self.isMarkup($0) }) else {
            markup = source
            return
        }
        guard source.utf8.count <= Refusal.byteLimit else { throw .tooLong }
        guard Self.countTags(in: source) <= Refusal.tagLimit else { throw .tooManyTags }
        markup = HTMLSanitiser.sanitise(source)
    }

    private static func isMarkup(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "&") || byte == 0
    }

    private static func countTags(in source: String) -> Int {
        source.utf8.count { $0 == UInt8(ascii: "<") }
    }
}

extension SanitisedHTML {
    /// Why markup is not parsed: the parser's time grows with the square of nesting and attributes, and at these
    /// limits the worst case stays about a second.
    package enum Refusal: Error, Equatable, Sendable {
        case tooLong
        case tooManyTags

        static let byteLimit = 100_000
        static let tagLimit = 5_000
    }
}

extension SanitisedHTML.Refusal: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tooLong: "the description is longer than \(Self.byteLimit) bytes; shorten it"
        case .tooManyTags: "the description has more than \(Self.tagLimit) HTML tags; simplify it"
        }
    }
}
