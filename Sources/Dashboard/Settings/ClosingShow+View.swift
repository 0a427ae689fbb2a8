import Commerce
import HTTPSupport

extension ClosingShow.Model {
    func view(_ chrome: DashboardChrome) -> HTML {
        let notice = problem == nil ? nil : Notice(sentence: "Nothing was done: check what is marked below.")
        return SettingsPage(title: "Pause, hand over, delete", store: store, chrome: chrome, notice: notice).document(
            "<div class=\"narrow\">\(pause(chrome))\(transfer(chrome))\(deletion(chrome))</div>"
        )
    }

    private var links: DashboardChrome.StoreLink { DashboardChrome.StoreLink(store) }

    private func pause(_ chrome: DashboardChrome) -> HTML {
        let isPaused = state == .paused
        return """
            <section class="card"><h2>\(isPaused ? "The store is paused" : "Pause")</h2><p>\(state.sentence)</p>
            <form method="post" action="\(url: links.path("/settings/pause"))">\(chrome.token)
            <input type="hidden" name="paused" value="\(isPaused ? "no" : "yes")">
            <p class="actions"><button class="button\(isPaused ? "" : " quiet")" type="submit">\
            \(isPaused ? "Open the store again" : "Pause the store")</button></p></form>\(look)</section>
            """
    }

    /// What visitors will see, while they see nothing.
    private var look: HTML {
        .when(
            state == .paused || state == .unpaid,
            "<p><a href=\"\(url: links.path("/preview"))\">Look at the shop as visitors will see it</a></p>")
    }

    private func transfer(_ chrome: DashboardChrome) -> HTML {
        "<section class=\"card\"><h2>Hand over to another owner</h2>\(offered.map { pending($0, chrome) } ?? form(chrome))</section>"
    }

    private func pending(_ offer: (email: String, until: String), _ chrome: DashboardChrome) -> HTML {
        """
        <p>The store is offered to <strong>\(offer.email)</strong> until \(offer.until). It stays yours until they accept.</p>
        <form method="post" action="\(url: links.path("/settings/transfer/withdrawals"))">\(chrome.token)
        <p class="actions"><button class="button quiet" type="submit">Withdraw the offer</button></p></form>
        """
    }

    private func form(_ chrome: DashboardChrome) -> HTML {
        """
        <p>The next owner gets a letter with a link. When they accept, the store is theirs with all that is in it, counts \
        towards their plan, and you can no longer enter it. Keys of payment services stay in the store: replace them \
        before.</p>
        <form method="post" action="\(url: links.path("/settings/transfer"))" novalidate>\(chrome.token)
        \(field("email", "E-mail address of the next owner", type: "email"))
        <p class="actions"><button class="button quiet" type="submit">Offer the store</button></p></form>
        """
    }

    private func deletion(_ chrome: DashboardChrome) -> HTML {
        """
        <section class="card"><h2>Delete</h2><p>Nobody finds or enters the store any more. For thirty days you can restore it \
        on the page of your stores; then it is erased. What is left are the books that law asks for, without the names in \
        them.</p>
        <form method="post" action="\(url: links.path("/settings/deletion"))" novalidate>\(chrome.token)
        \(field("name", "Type “\(store.name)” to confirm"))
        <p class="actions"><button class="button danger" type="submit">Delete the store</button></p></form></section>
        """
    }

    private func field(_ name: String, _ label: String, type: String = "text") -> HTML {
        let mine = problem?.field == name ? problem : nil
        return LabelledField(
            name: name,
            label: label,
            value: mine?.typed ?? "",
            type: type,
            problem: mine?.sentence,
            maximumLength: 254,
            isRequired: true
        ).view
    }
}

extension StoreState {
    fileprivate var sentence: String {
        switch self {
        case .open: "The store is open. Paused, it lets no visitor in; you and your staff go on working."
        case .paused: "No visitor is let in. You and your staff go on working."
        case .suspended: "The operator of this platform has closed the store; write to them."
        case .unpaid: "Visitors are not let in, because the plan has ended. Choose a plan to open it again."
        }
    }
}
