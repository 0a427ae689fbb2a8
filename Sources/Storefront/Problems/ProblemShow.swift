import HTTPSupport
import HTTPTypes

/// An error page in the shop's look and language.
struct ProblemShow: Sendable {
    let problem: RequestProblem
    let requestID: String

    func view(_ chrome: StorefrontChrome) -> HTML {
        let wording = ProblemWording(chrome.shop.language)
        let main: HTML = """
            <div class="wide narrowish nothing"><p class="over">\(problem.status.code)</p>
            <h1>\(wording.title(problem))</h1><p class="lead">\(wording.advice(problem))</p>
            \(letter(chrome))<p><a class="button" href="\(url: chrome.path("/"))">\(wording.home)</a></p>
            \(HTML.when(problem == .unexpected, "<p class=\"small\">\(wording.reference) \(requestID)</p>"))</div>
            """
        return StorefrontLayout(chrome: chrome, title: wording.title(problem), isIndexed: false).document(main)
    }

    /// Whom the shop has barred finds its address where the sentence is.
    private func letter(_ chrome: StorefrontChrome) -> HTML? {
        guard problem == .barred, let email = chrome.shop.email else { return nil }
        return "<p><a href=\"\(url: "mailto:\(email)")\">\(email)</a></p>"
    }
}
