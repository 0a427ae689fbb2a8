import HTTPSupport

extension InstallationShow.Model {
    func view(_ chrome: ConsoleLayout.Chrome) -> HTML {
        let main: HTML = """
            <div class="head"><h1>This installation</h1></div>
            <h2 class="sr">Now</h2><dl class="figures">\(figures.map(Self.card))</dl>
            <div class="columns"><div>\(attention)\(busy)</div><div>\(about)</div></div>
            """
        return ConsoleLayout(title: "Overview", chrome: chrome).document(main)
    }

    private static func card(_ figure: OverviewShow.Figure) -> HTML {
        """
        <div class="card"><dt>\(figure.label)</dt><dd><span class="figure">\(figure.value)</span>\
        <span class="soft">\(figure.comparison)</span></dd></div>
        """
    }

    private var attention: HTML {
        let nothing: HTML = "<p class=\"soft\">Nothing: no job has failed, and the doctor is content.</p>"
        let unseen: HTML = "<p class=\"soft\">The doctor could not look; run <code>sellusgenie doctor</code>.</p>"
        let isQuiet = tasks.isEmpty && findings.isEmpty
        return """
            <section class="card"><h2>Needs somebody</h2>
            \(HTML.when(!tasks.isEmpty, "<ul class=\"tasks\">\(tasks.map(\.view))</ul>"))
            \(HTML.when(!findings.isEmpty, "<ul class=\"findings\">\(findings.map(\.view))</ul>"))
            \(HTML.when(!isExamined, unseen))\(HTML.when(isQuiet && isExamined, nothing))</section>
            """
    }

    private var busy: HTML {
        .when(
            !busyStores.isEmpty,
            """
            <section class="card"><h2>Busiest stores today</h2>
            <table><thead><tr><th scope="col">Store</th><th scope="col" class="number">Requests</th>\
            <th scope="col" class="number">Refused</th></tr></thead><tbody>\(busyStores.map(\.view))</tbody></table>
            </section>
            """
        )
    }

    private var about: HTML {
        let rows = facts.map { name, value in "<div><dt>\(name)</dt><dd>\(value)</dd></div>" as HTML }
        return "<section class=\"card\"><h2>About</h2><dl class=\"sums\">\(rows)</dl></section>"
    }
}

extension InstallationShow.BusyRow {
    var view: HTML {
        """
        <tr><th scope="row"><a class="cover" href="\(url: path)">\(name)</a></th><td class="number">\(requests)</td>\
        <td class="number">\(refused)</td></tr>
        """
    }
}

extension Console.Finding {
    var view: HTML {
        let badge = Badge(word: isError ? "Error" : "Warning", tone: isError ? .bad : .waiting)
        return
            "<li>\(badge.view) <span>\(check): <strong>\(subject)</strong></span><span class=\"soft\">\(remedy)</span></li>"
    }
}
