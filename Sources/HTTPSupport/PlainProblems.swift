package import Hummingbird

/// Error pages outside of any shop and of the dashboard: plain, in the language that the browser prefers.
package enum PlainProblems {
    /// The page for a problem.
    @Sendable package static func page(
        _ problem: RequestProblem,
        _ request: Request,
        _ context: AppRequestContext
    ) async -> HTMLPage {
        let wording = ProblemWording(Language(tag: request.headers[.acceptLanguage] ?? ""))
        let reference: HTML = "<p>\(wording.reference) \(context.id)</p>"
        return HTMLPage(
            """
            <!doctype html>
            <html lang="\(wording.language.tag)"><head><meta charset="utf-8"><title>\(wording.title(problem))</title>
            <meta name="viewport" content="width=device-width, initial-scale=1"></head>
            <body><main><h1>\(wording.title(problem))</h1><p>\(wording.advice(problem))</p>
            \(HTML.when(problem == .unexpected, reference))</main></body></html>
            """
        )
    }
}
