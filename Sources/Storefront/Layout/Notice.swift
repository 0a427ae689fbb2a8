import HTTPSupport

/// A sentence at the top of a page about what just happened.
enum Notice: Sendable, Hashable {
    case done(String)
    case problem(String)

    var view: HTML {
        switch self {
        case .done(let sentence): "<p class=\"notice done\" role=\"status\">\(Icon.check)\(sentence)</p>"
        case .problem(let sentence): "<p class=\"notice problem\" role=\"alert\">\(Icon.alert)\(sentence)</p>"
        }
    }
}
