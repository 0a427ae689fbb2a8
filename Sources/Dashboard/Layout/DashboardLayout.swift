import HTTPSupport

/// The document around a room.
struct DashboardLayout: Sendable {
    let title: String
    var chrome: DashboardChrome?
    var scripts: [String] = []

    func document(_ main: HTML) -> HTML {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>\(title) – SellUsGenie</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <meta name="color-scheme" content="light dark">
        <link rel="stylesheet" href="\(url: DashboardAssets.styleSheet.path)">
        \(scripts.map { "<script type=\"module\" src=\"\(url: $0)\"></script>" })
        </head>
        <body\(attribute: "class", chrome == nil ? "bare" : nil)>
        <a class="skip" href="#main">Skip to content</a>
        \(chrome.map(side))
        <main id="main" tabindex="-1">\(chrome.flatMap { _ in PlanBanner.current?.view })\(main)</main>
        </body>
        </html>
        """
    }

    private func side(_ chrome: DashboardChrome) -> HTML {
        """
        <header class="side"><p class="brand">SellUsGenie</p>
        \(switcher(chrome))
        <nav aria-label="Rooms"><ul>
        \(chrome.store.map { rooms($0, chrome) } ?? ways(chrome))
        \(HTML.when(chrome.ownsStore, planLink(chrome)))
        </ul></nav>
        <form class="leave" method="post" action="/dashboard/session/end">
        <input type="hidden" name="\(FormTokens.field)" value="\(chrome.formToken)">
        <p class="who">\(chrome.email)</p>
        <p><a href="/dashboard/account">Your account</a></p>
        <button class="link" type="submit">Sign out</button></form></header>
        """
    }

    private func rooms(_ store: DashboardChrome.StoreLink, _ chrome: DashboardChrome) -> HTML {
        """
        \(chrome.rooms.map { link($0, store, chrome) })
        <li><a href="\(url: store.isOpen ? "/s/\(store.slug)" : store.path("/preview"))">\(Icon.shop)\
        \(store.isOpen ? "View shop" : "Preview shop")</a></li>
        """
    }

    /// Outside of any store: into one, or to a new one.
    private func ways(_ chrome: DashboardChrome) -> HTML {
        """
        \(chrome.otherStores.map { "<li><a href=\"\(url: $0.path(""))\">\(Icon.home)\($0.name)</a></li>" })
        <li><a href="/dashboard/stores/new">\(Icon.plus)New store</a></li>
        """
    }

    private func link(_ room: DashboardChrome.Room, _ store: DashboardChrome.StoreLink, _ chrome: DashboardChrome)
        -> HTML
    {
        """
        <li><a href="\(url: store.path(room.path))"\
        \(attribute: "aria-current", chrome.room == room ? "page" : nil)>\(room.icon)\(room.title)</a></li>
        """
    }

    private func planLink(_ chrome: DashboardChrome) -> HTML {
        """
        <li><a href="/dashboard/plan"\(attribute: "aria-current", chrome.room == .plan ? "page" : nil)>\
        \(Icon.plan)Plan</a></li>
        """
    }

    private func switcher(_ chrome: DashboardChrome) -> HTML {
        guard let store = chrome.store else { return "<p class=\"store\">Your stores</p>" }
        let overview: HTML = .when(!chrome.otherStores.isEmpty, "<li><a href=\"/dashboard\">All stores</a></li>")
        return """
            <details class="store"><summary>\(store.name)<span class="sr"> – switch store</span></summary>
            <ul>\(chrome.otherStores.map { "<li><a href=\"\(url: $0.path(""))\">\($0.name)</a></li>" })\(overview)
            <li><a href="/dashboard/stores/new">New store</a></li></ul></details>
            """
    }
}
