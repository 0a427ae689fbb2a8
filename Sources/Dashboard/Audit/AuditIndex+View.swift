import HTTPSupport

extension AuditIndex.Model {
    func view(_ chrome: DashboardChrome) -> HTML {
        let title = record.map { "History of \($0.title)" } ?? "Audit log"
        let main: HTML = """
            <div class="head"><h1>\(title)</h1>\(HTML.when(!isOfAccount, export))</div>
            \(HTML.when(!tabs.isEmpty, choice))\(HTML.when(!isOfAccount, filters))
            \(entries.isEmpty ? nothing : "<div class=\"card\"><ol class=\"log\">\(entries.map(\.view))</ol></div>")
            \(nextPage.map { "<p class=\"more\"><a class=\"button quiet\" href=\"\(url: $0)\" rel=\"next\">Older entries</a></p>" })
            <p class="soft more">\(kept)</p>
            """
        return DashboardLayout(title: title, chrome: chrome).document(main)
    }

    private var choice: HTML {
        "<nav class=\"tabs\" aria-label=\"Whose log\"><ul>\(tabs.map(\.view))</ul></nav>"
    }

    private var export: HTML {
        "<a class=\"button quiet\" href=\"\(url: exportPath)\" download>Export as CSV</a>"
    }

    private var filters: HTML {
        """
        <form class="card filters" role="search" action="\(url: path)" aria-label="Filter the log">
        \(record.map { "<input type=\"hidden\" name=\"record\" value=\"\($0.id)\">" })
        <p><label for="q">Words</label><input id="q" name="q" type="search" value="\(words)" maxlength="100"></p>
        <p><label for="person">Person</label>\(select("person", "Anybody", people))</p>
        <p><label for="kind">Kind</label>\(select("kind", "Anything", kinds))</p>
        <p><label for="from">From</label><input id="from" name="from" type="date" value="\(firstDay)"></p>
        <p><label for="to">To</label><input id="to" name="to" type="date" value="\(lastDay)"></p>
        <p class="actions"><button class="button" type="submit">Show</button>
        \(HTML.when(isFiltered, "<a class=\"button quiet\" href=\"\(url: path)\">Show all</a>"))</p></form>
        """
    }

    private func select(_ name: StaticString, _ all: String, _ choices: [AuditIndex.Choice]) -> HTML {
        """
        <select id="\(name.description)" name="\(name.description)"><option value="">\(all)</option>\(choices.map(\.view))</select>
        """
    }

    private var nothing: HTML {
        if record != nil {
            return """
                <div class="card nothing"><h2>Nothing matches</h2>
                <p>It was not changed by hand. What a file brought stands as one line for the file in the whole log.</p></div>
                """
        }
        return """
            <div class="card nothing"><h2>\(isFiltered ? "Nothing matches" : "Nothing yet")</h2>
            <p>\(isFiltered ? "Try another word, person or day." : "What is done from now on appears here.")</p></div>
            """
    }
}

extension AuditIndex.Tab {
    var view: HTML {
        "<li><a href=\"\(url: path)\"\(attribute: "aria-current", isChosen ? "page" : nil)>\(title)</a></li>"
    }
}

extension AuditIndex.Choice {
    var view: HTML { "<option value=\"\(value)\"\(attribute: "selected", when: isChosen)>\(title)</option>" }
}

extension AuditIndex.Entry {
    var view: HTML {
        """
        <li><p>\(sentence)</p><p class="soft"><time>\(time)</time></p>\(details)</li>
        """
    }

    private var details: HTML {
        guard !facts.isEmpty || !origin.isEmpty else { return .empty }
        let opened: HTML? = link.map { "<a href=\"\(url: $0)\">Open</a>" }
        let place: HTML = .when(!origin.isEmpty, "<span>\(origin)</span>")
        return """
            <details><summary>Details</summary>\(HTML.when(!facts.isEmpty, table))\
            <p class="soft">\(place) \(opened)</p></details>
            """
    }

    private var table: HTML {
        """
        <table class="change"><thead><tr><th scope="col">What</th><th scope="col">Before</th><th scope="col">After</th></tr>\
        </thead><tbody>\(facts.map(\.view))</tbody></table>
        """
    }
}

extension AuditIndex.Fact {
    var view: HTML {
        """
        <tr><th scope="row">\(field)</th><td data-label="Before">\(before)</td><td data-label="After">\(after)</td></tr>
        """
    }
}
