import HTTPSupport

extension OverviewShow.Model {
    func view(_ chrome: DashboardChrome) -> HTML {
        let main: HTML = """
            <div class="head"><h1>\(greeting)</h1></div>\(notice?.view)
            <h2 class="sr">Today</h2><dl class="figures">\(figures.map(\.view))</dl>
            \(waiting)
            <div class="columns"><div>\(sales)</div><div>\(shelf)</div></div>\(newest)
            """
        return DashboardLayout(title: greeting, chrome: chrome).document(main)
    }

    private var waiting: HTML {
        .when(
            !tasks.isEmpty,
            "<section class=\"card\"><h2>To do</h2><ul class=\"tasks\">\(tasks.map(\.view))</ul></section>"
        )
    }

    private var sales: HTML {
        "<section class=\"card\"><h2>Sales of the last two weeks</h2>\(chart.view)</section>"
    }

    private var newest: HTML {
        guard !orders.isEmpty else {
            return
                "<section class=\"card nothing\"><h2>No orders yet</h2><p>When somebody buys, the order appears here.</p></section>"
        }
        return """
            <section class="card"><div class="head"><h2>Newest orders</h2><a href="\(url: ordersPath)">All orders</a></div>
            \(orders.table)</section>
            """
    }

    private var shelf: HTML {
        let rows: [HTML] = lowStock.map {
            "<li><a href=\"\(url: $0.path)\">\($0.name)</a><span class=\"low\">\($0.left)</span></li>"
        }
        let enough: HTML = "<p class=\"soft\">Enough of everything.</p>"
        let list: HTML = "<ul class=\"tasks\">\(rows)</ul>"
        return "<section class=\"card\"><h2>Running out</h2>\(rows.isEmpty ? enough : list)</section>"
    }
}

extension OverviewShow.Figure {
    var view: HTML {
        """
        <div class="card"><dt>\(label) today</dt><dd><span class="figure">\(value)</span> \
        <span class="soft">\(comparison)</span></dd></div>
        """
    }
}

extension OverviewShow.Task {
    var view: HTML { "<li><a href=\"\(url: path)\">\(sentence)</a></li>" }
}
