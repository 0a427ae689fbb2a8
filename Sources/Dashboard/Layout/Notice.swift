import HTTPSupport

/// A sentence at the top of a room about what happened or what went wrong.
struct Notice: Sendable, Hashable {
    let sentence: String
    var isGood = false

    var view: HTML {
        isGood
            ? "<p class=\"notice good\" role=\"status\">\(sentence)</p>"
            : "<p class=\"notice\" role=\"alert\">\(sentence)</p>"
    }
}
