import HTTPSupport

extension JobIndex.Model {
    func view(_ chrome: ConsoleLayout.Chrome) -> HTML {
        let more: HTML? = nextPage.map {
            "<p class=\"more\"><a class=\"button quiet\" href=\"\(url: $0)\" rel=\"next\">Older jobs</a></p>"
        }
        let main: HTML = """
            <div class="head"><h1>Jobs</h1></div>
            <nav class="tabs" aria-label="Filter by state"><ul>\(filters.map(\.view))</ul></nav>
            \(jobs.isEmpty ? nothing : table)\(more)
            """
        return ConsoleLayout(title: "Jobs", chrome: chrome).document(main)
    }

    private var table: HTML {
        """
        <div class="card"><table class="jobs"><thead><tr><th scope="col">Job</th><th scope="col">State</th>\
        <th scope="col">Shop</th><th scope="col">Attempts</th><th scope="col">Queued</th>\
        <th scope="col"><span class="sr">Action</span></th></tr></thead>
        <tbody>\(jobs.map { $0.view(formToken) })</tbody></table></div>
        """
    }

    private var nothing: HTML {
        "<div class=\"card nothing\"><h2>No job is in this state</h2><p>That is how it should be for failed ones.</p></div>"
    }
}

extension JobIndex.Row {
    func view(_ formToken: String) -> HTML {
        let retry: HTML = """
            <form method="post" action="\(url: "/operator/jobs/\(id)/retry")">
            <input type="hidden" name="\(FormTokens.field)" value="\(formToken)">
            <button class="button quiet" type="submit">Retry<span class="sr"> \(kind)</span></button></form>
            """
        let problem: HTML? = error.map { "<span class=\"soft note\">\($0)</span>" }
        return """
            <tr><th scope="row">\(kind)\(problem)</th><td>\(state.view)</td><td>\(store)</td><td>\(attempts)</td>\
            <td>\(when)</td><td class="number">\(HTML.when(canRetry, retry))</td></tr>
            """
    }
}
