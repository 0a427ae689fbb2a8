import Commerce
import HTTPSupport

extension PolicyEdit {
    /// What the page shows.
    struct Model: Sendable {
        let name: PolicyName
        var text: String
        var version: String
        let revisions: [Revision]
        var problem: String?
        /// What somebody else has saved meanwhile, beside what was typed.
        var theirs: String?
        var notice: Notice?
    }

    /// A line in the list of versions.
    struct Revision: Sendable {
        let time: String
        let author: String
        let path: String
    }
}

extension PolicyEdit.Model {
    init(_ name: PolicyName, _ policy: Policy, _ revisions: [PolicyRevision], _ store: Store) {
        self.name = name
        text = policy.text
        version = policy.version
        let path = name.path(DashboardChrome.StoreLink(store))
        self.revisions = revisions.map { revision in
            PolicyEdit.Revision(
                time: StoreDates.long(revision.time, in: Shop(store)),
                author: revision.author ?? "SellUsGenie",
                path: "\(path)/revisions/\(revision.id)"
            )
        }
    }

    /// What was typed stays, and the next press of the button counts from what is there now.
    mutating func overtake(_ typed: String) {
        theirs = text
        text = typed
        notice = Notice(
            sentence: "Somebody else saved while you were typing. Their text is below yours; save again to set yours.")
    }

    func view(_ store: Store, _ chrome: DashboardChrome) -> HTML {
        let links = DashboardChrome.StoreLink(store)
        return SettingsPage(
            title: name.title, store: store, chrome: chrome, notice: notice,
            back: (title: "Policies", path: links.path("/settings/policies"))
        ).document(
            """
            <form class="narrow" method="post" action="\(url: name.path(links))" novalidate>\(chrome.token)
            <input type="hidden" name="version" value="\(version)"><section class="card">\(field)</section>
            <p class="actions save"><button class="button" type="submit">Save</button> \
            <a class="button quiet" href="\(url: "/s/\(store.slug)/policies/\(name.rawValue)")">See it in the shop</a></p></form>
            <div class="narrow">\(theirs.map(other))\(history)</div>
            """
        )
    }

    private var field: HTML {
        """
        <label for="text">Text</label>
        <textarea id="text" name="text" rows="18" maxlength="\(Policy.longest)" \
        aria-describedby="text-hint\(problem == nil ? "" : " text-problem")"\
        \(attribute: "aria-invalid", problem == nil ? nil : "true")>\n\(text)</textarea>
        <span class="hint soft" id="text-hint">A blank line begins a paragraph, # a heading, and - an item of a list. \
        Empty, the shop has no such page.</span>\
        \(problem.map { "<span class=\"error\" id=\"text-problem\">\($0)</span>" })
        """
    }

    private func other(_ text: String) -> HTML {
        "<section class=\"card prose\"><h2>What is saved by now</h2>\(Prose(text).view)</section>"
    }

    private var history: HTML {
        let rows: [HTML] = revisions.enumerated().map { index, revision in
            """
            <li><a href="\(url: revision.path)">\(revision.time)</a> <span class="soft">\(revision.author)\
            \(index == 0 ? " · in the shop now" : "")</span></li>
            """
        }
        return .when(
            !rows.isEmpty, "<section class=\"card\"><h2>Versions</h2><ol class=\"versions\">\(rows)</ol></section>")
    }
}
