import HTTPSupport

extension OrderIndex.Model {
    func view(_ chrome: DashboardChrome) -> HTML {
        let main: HTML = """
            <div class="head"><h1>Orders</h1>\(search)</div>
            <nav class="tabs" aria-label="Filter by state"><ul>\(filters.map(\.view))</ul></nav>
            \(orders.isEmpty ? nothing : "<div class=\"card\">\(orders.table)</div>")
            \(nextPage.map { "<p class=\"more\"><a class=\"button quiet\" href=\"\(url: $0)\" rel=\"next\">Older orders</a></p>" })
            """
        return DashboardLayout(title: "Orders", chrome: chrome).document(main)
    }

    private var search: HTML {
        """
        <form class="search" role="search" action="\(url: path)">
        \(HTML.when(!chosenFilter.isEmpty, "<input type=\"hidden\" name=\"status\" value=\"\(chosenFilter)\">"))
        <label class="sr" for="q">Search orders</label>
        <input id="q" name="q" type="search" value="\(searched)" placeholder="Number, name or e-mail" maxlength="100">
        <button class="button quiet" type="submit">Search</button></form>
        """
    }

    private var nothing: HTML {
        let isFiltered = !searched.isEmpty || !chosenFilter.isEmpty
        return """
            <div class="card nothing"><h2>\(isFiltered ? "No order matches" : "No orders yet")</h2>
            <p>\(isFiltered ? "Try another word or filter." : "When somebody buys, the order appears here.")</p></div>
            """
    }
}

extension OrderIndex.Filter {
    var view: HTML {
        "<li><a href=\"\(url: path)\"\(attribute: "aria-current", isChosen ? "page" : nil)>\(title)</a></li>"
    }
}

extension [OrderIndex.Row] {
    /// The orders as a table.
    var table: HTML {
        """
        <table><thead><tr><th scope="col">Order</th><th scope="col">Date</th><th scope="col">Customer</th>\
        <th scope="col">Payment</th><th scope="col">Fulfilment</th><th scope="col" class="number">Total</th></tr></thead>
        <tbody>\(map(\.view))</tbody></table>
        """
    }
}

extension OrderIndex.Row {
    var view: HTML {
        """
        <tr><th scope="row"><a class="cover" href="\(url: path)">\(number)</a></th><td>\(placed)</td>\
        <td class="aside">\(customer)</td><td>\(payment.view)</td>\
        <td>\(fulfilment.view)</td><td class="number">\(total)</td></tr>
        """
    }
}
