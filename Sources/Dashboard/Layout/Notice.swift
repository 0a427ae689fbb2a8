import HTTPSupport

/// A sentence at the top of a room about what went wrong.
struct Notice: Sendable, Hashable {
    let sentence: String

    var view: HTML { "<p class=\"notice\" role=\"alert\">\(sentence)</p>" }
}
