/// What may stand in a product's description.
enum HTMLAllowList {
    /// The elements, with the attributes that each may have besides the global ones.
    static let elements: [String: Set<String>] = {
        var elements: [String: Set<String>] = [
            "a": ["href"], "img": ["src", "alt", "width", "height"], "ol": ["start", "reversed"],
            "td": ["colspan", "rowspan"], "th": ["colspan", "rowspan", "scope"],
        ]
        let plain = """
            abbr b blockquote br caption cite code dd del dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i
            ins kbd li mark p pre q s small span strong sub sup table tbody tfoot thead tr u ul
            """
        for name in plain.split(whereSeparator: \.isWhitespace) {
            elements[String(name)] = []
        }
        return elements
    }()

    static let globalAttributes: Set<String> = ["title", "lang", "dir"]

    static let void: Set<String> = ["br", "hr", "img"]

    /// Elements whose content is no text for people, or is read by other rules than HTML's.
    static let droppedWithContent: Set<String> = [
        "script", "style", "template", "noscript", "noembed", "noframes", "iframe", "object", "embed", "applet",
        "head", "title", "textarea", "select", "xmp", "plaintext", "audio", "video", "canvas", "frameset",
    ]

    /// Whether the attribute's value may stay: addresses need a harmless scheme, numbers must be numbers.
    static func isAcceptable(_ value: String, for attribute: String) -> Bool {
        switch attribute {
        case "href": isHarmlessAddress(value, schemes: ["http", "https", "mailto", "tel"])
        case "src": isHarmlessAddress(value, schemes: ["http", "https"])
        case "width", "height", "colspan", "rowspan", "start": (1...4).contains(value.count) && Int(value) != nil
        case "dir": ["ltr", "rtl", "auto"].contains(value)
        default: true
        }
    }

    private static func isHarmlessAddress(_ address: String, schemes: Set<String>) -> Bool {
        // Browsers ignore control characters and spaces that hide a scheme: "java\nscript:".
        guard !address.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7F }) else { return false }
        guard let end = address.firstIndex(where: { ":/?#\\".contains($0) }), address[end] == ":" else { return true }
        return schemes.contains(address[..<end].lowercased())
    }
}
