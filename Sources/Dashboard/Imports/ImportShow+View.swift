import Commerce
import HTTPSupport

extension ImportShow.Model {
    func view(_ chrome: DashboardChrome) -> HTML {
        let links = DashboardChrome.StoreLink(store)
        let main: HTML = """
            <p class="back"><a href="\(url: links.path("/imports"))">Imports</a></p>
            <div class="head"><h1>\(run.fileName)</h1><p>\(ImportWords.badge(run).view)</p></div>\(notice?.view)
            \(run.state.isUnderWay ? progress : outcome(chrome))\(HTML.when(!errors.isEmpty, problems))
            """
        return DashboardLayout(title: run.fileName, chrome: chrome).document(main)
    }

    private var path: String { DashboardChrome.StoreLink(store).path("/imports/\(run.id)") }

    private var progress: HTML {
        let percent = Int(run.progress * 100)
        return """
            <section class="card" role="status"><p>\(run.isDryRun ? "The file is being checked; nothing changes yet." : "The products are being imported.") \
            This page looks again by itself every few seconds.</p>
            <ul class="meters"><li><span>Of the file</span><span>\(percent) %</span>\
            <progress max="100" value="\(percent)" aria-label="How much of the file is done">\(percent) %</progress></li></ul></section>
            """
    }

    private func outcome(_ chrome: DashboardChrome) -> HTML {
        let figures: [(String, Int)] = [
            (run.isDryRun ? "Would be new" : "New", run.inserted),
            (run.isDryRun ? "Would change" : "Changed", run.updated),
            ("As before", run.unchanged), ("Rows left out", run.rowsFailed),
        ]
        let rows: [HTML] = figures.map { "<div><dt>\($0)</dt><dd>\($1)</dd></div>" }
        return """
            <section class="card"><h2>\(heading)</h2><dl class="sums">\(rows)</dl>\(HTML.when(isReady, start(chrome)))\
            \(HTML.when(run.state == .succeeded && !run.isDryRun, toProducts))</section>
            """
    }

    private var heading: String {
        switch run.state {
        case .failed: run.isDryRun ? "The check ended early" : "The import ended early"
        default: run.isDryRun ? "What the file would do" : "What the file did"
        }
    }

    /// Checked, with something to import.
    private var isReady: Bool {
        mayImport && run.isDryRun && run.state == .succeeded && run.inserted + run.updated + run.unchanged > 0
    }

    private func start(_ chrome: DashboardChrome) -> HTML {
        """
        <form method="post" action="\(url: path + "/start")">\(chrome.token)
        <p class="actions"><button class="button" type="submit">Import now</button></p></form>
        """
    }

    private var toProducts: HTML {
        """
        <p class="actions"><a class="button" href="\(url: DashboardChrome.StoreLink(store).path("/products"))">See the products</a></p>
        """
    }

    private var problems: HTML {
        let shown: [HTML] = errors.prefix(ImportShow.shownErrors).map { error in
            """
            <tr><th scope="row">\(error.line > 0 ? "Line \(error.line)" : "The file")</th><td>\(error.column)</td>\
            <td class="aside">\(error.message)</td></tr>
            """
        }
        return """
            <section class="card"><div class="head"><h2>What was wrong</h2>\
            <a href="\(url: path + "/errors.csv")">Download as CSV</a></div>
            <table><thead><tr><th scope="col">Where</th><th scope="col">Column</th><th scope="col">Problem</th></tr></thead>
            <tbody>\(shown)</tbody></table>\(HTML.when(errors.count > ImportShow.shownErrors, "<p class=\"soft\">More stand in the download.</p>"))</section>
            """
    }
}
