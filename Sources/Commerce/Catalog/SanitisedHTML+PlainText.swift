extension SanitisedHTML {
    /// The text without its markup, for searching and for short descriptions. Exact, since the markup is our own:
    /// every `<` opens a tag, and only four entities occur.
    package var plainText: String {
        var text = ""
        var isInTag = false
        for character in markup {
            switch character {
            case "<":
                isInTag = true
                if text.last?.isWhitespace == false { text.append(" ") }
            case ">" where isInTag:
                isInTag = false
            default:
                if !isInTag, !(character.isWhitespace && text.last?.isWhitespace != false) {
                    text.append(character.isWhitespace ? " " : character)
                }
            }
        }
        for (entity, character) in Self.entities {
            text.replace(entity, with: character)
        }
        return text.last == " " ? String(text.dropLast()) : text
    }

    /// The ampersand comes last, or `&amp;lt;` would become `<`.
    private static let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")]
}
