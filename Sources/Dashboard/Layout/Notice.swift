import HTTPSupport

/// A sentence at the top of a room about what happened or what went wrong.
struct Notice: Sendable, Hashable {
    let sentence: String
    var isGood = false
    /// Where to do something about it.
    var link: Link?

    struct Link: Sendable, Hashable {
        let title: String
        let path: String
    }

    var view: HTML {
        isGood
            ? "<p class=\"notice good\" role=\"status\">\(sentence)\(way)</p>"
            : "<p class=\"notice\" role=\"alert\">\(sentence)\(way)</p>"
    }

    private var way: HTML? {
        link.map { " <a href=\"\(url: $0.path)\">\($0.title)</a>" }
    }
}
