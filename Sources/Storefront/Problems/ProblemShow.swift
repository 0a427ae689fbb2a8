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
            <p><a class="button" href="\(url: chrome.path("/"))">\(wording.home)</a></p>
            \(HTML.when(problem == .unexpected, "<p class=\"small\">\(wording.reference) \(requestID)</p>"))</div>
            """
        return StorefrontLayout(chrome: chrome, title: wording.title(problem), isIndexed: false).document(main)
    }
}
