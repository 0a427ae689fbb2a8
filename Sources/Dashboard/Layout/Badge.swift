import HTTPSupport

/// A state, in a word and a colour; the word alone says it all.
struct Badge: Sendable, Hashable {
    let word: String
    let tone: Tone

    enum Tone: String, Sendable {
        case good
        case waiting
        case bad
        case quiet
    }

    var view: HTML { "<span class=\"badge \(tone.rawValue)\">\(word)</span>" }
}
