/// A language in which pages speak.
package enum Language: String, Sendable, CaseIterable {
    case english = "en"
    case german = "de"

    /// The language for a store's setting such as `de` or `de-AT`; English where we do not speak it.
    package init(tag: String) {
        let primary = tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
        self = Language(rawValue: primary) ?? .english
    }

    /// The tag for the `lang` attribute and for number formats.
    package var tag: String { rawValue }
}

/// A catalogue of sentences: each is a property that says the same in every language.
package protocol Wording: Sendable {
    /// The language spoken.
    var language: Language { get }
}

extension Wording {
    /// The sentence in the language spoken.
    package func say(_ english: String, de german: String) -> String {
        switch language {
        case .english: english
        case .german: german
        }
    }
}
