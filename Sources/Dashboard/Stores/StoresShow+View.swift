import HTTPSupport

extension StoresShow {
    /// What the page across stores shows.
    struct Model: Sendable {
        let rows: [Row]
        let deleted: [Deleted]
        var notice: Notice?
    }

    /// A store with its figures of today.
    struct Row: Sendable {
        let name: String
        let path: String
        let role: String
        let state: Badge
        let sales: String
        let orders: String
        let visits: String
    }

    /// A store that can be restored.
    struct Deleted: Sendable {
        let name: String
        let path: String
        let until: String
    }
}

extension StoresShow.Model {
    func view(_ chrome: DashboardChrome) -> HTML {
        let main: HTML = """
            <div class="head"><h1>Your stores</h1><a class="button" href="/dashboard/stores/new">New store</a></div>
            \(notice?.view)\(HTML.when(!rows.isEmpty, table))\(HTML.when(!deleted.isEmpty, restorable(chrome)))
            """
        return DashboardLayout(title: "Your stores", chrome: chrome).document(main)
    }

    private var table: HTML {
        """
        <div class="card"><table><thead><tr><th scope="col">Store</th><th scope="col">State</th><th scope="col">You are</th>\
        <th scope="col" class="number">Orders today</th><th scope="col" class="number">Visits today</th>\
        <th scope="col" class="number">Sales today</th></tr></thead><tbody>\(rows.map(\.view))</tbody></table></div>
        """
    }

    private func restorable(_ chrome: DashboardChrome) -> HTML {
        let rows: [HTML] = deleted.map { store in
            """
            <li><span>\(store.name)<span class="soft block">Erased after \(store.until)</span></span>
            <form method="post" action="\(url: store.path)">\(chrome.token)
            <button class="button quiet" type="submit">Restore<span class="sr"> \(store.name)</span></button></form></li>
            """
        }
        return "<section class=\"card\"><h2>Deleted</h2><ul class=\"tasks\">\(rows)</ul></section>"
    }
}

extension StoresShow.Row {
    var view: HTML {
        """
        <tr><th scope="row"><a class="cover" href="\(url: path)">\(name)</a></th><td>\(state.view)</td>\
        <td>\(role)</td><td class="count" data-label="orders">\(orders)</td>\
        <td class="count" data-label="visits">\(visits)</td><td class="number">\(sales)</td></tr>
        """
    }
}
