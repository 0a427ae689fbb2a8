import HTTPSupport

extension StoresShow {
    /// What the page across stores shows.
    struct Model: Sendable {
        let rows: [Row]
        /// What the stores sell together, a line for each currency.
        var sums: [Sum] = []
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
        let month: String
        let toDo: Int
    }

    /// Amounts of different currencies are never added.
    struct Sum: Sendable {
        let currency: String
        let today: String
        let ordersToday: Int
        let month: String
        let ordersOfMonth: Int
        let toDo: Int
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
            \(notice?.view)\(HTML.when(!sums.isEmpty, together))\(HTML.when(!rows.isEmpty, table))\(HTML.when(!deleted.isEmpty, restorable(chrome)))
            """
        return DashboardLayout(title: "Your stores", chrome: chrome).document(main)
    }

    private var table: HTML {
        """
        <div class="card"><table><thead><tr><th scope="col">Store</th><th scope="col">State</th><th scope="col">You are</th>\
        <th scope="col" class="number">To do</th><th scope="col" class="number">Orders today</th>\
        <th scope="col" class="number">Visits today</th><th scope="col" class="number">Thirty days</th>\
        <th scope="col" class="number">Sales today</th></tr></thead><tbody>\(rows.map(\.view))</tbody></table></div>
        """
    }

    private var together: HTML {
        let sums: [HTML] = sums.map { sum in
            """
            <h2 class="sr">All stores in \(sum.currency)</h2><dl class="figures">\
            \(figure("Sales today", sum.today, "\(sum.ordersToday) orders"))\
            \(figure("Sales of thirty days", sum.month, "\(sum.ordersOfMonth) orders"))\
            \(figure("Orders to do", "\(sum.toDo)", "in \(sum.currency)"))</dl>
            """
        }
        return "\(sums)"
    }

    private func figure(_ label: String, _ value: String, _ note: String) -> HTML {
        """
        <div class="card"><dt>\(label)</dt><dd><span class="figure">\(value)</span> <span class="soft">\(note)</span></dd></div>
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
        <td>\(role)</td><td class="count" data-label="to do">\(toDo)</td>\
        <td class="count" data-label="orders">\(orders)</td><td class="count" data-label="visits">\(visits)</td>\
        <td class="count" data-label="in thirty days">\(month)</td><td class="number">\(sales)</td></tr>
        """
    }
}
