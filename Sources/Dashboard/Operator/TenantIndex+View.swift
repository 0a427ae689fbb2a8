import HTTPSupport

extension TenantIndex.Model {
    func view(_ chrome: ConsoleLayout.Chrome) -> HTML {
        let more: HTML? = nextPage.map {
            "<p class=\"more\"><a class=\"button quiet\" href=\"\(url: $0)\" rel=\"next\">More tenants</a></p>"
        }
        let main: HTML = """
            <div class="head"><h1>Tenants</h1>\(search)</div>
            <nav class="tabs" aria-label="Filter by state"><ul>\(tab("All", "", !isSuspended))\
            \(tab("Suspended", "suspended=1", isSuspended))</ul></nav>
            \(tenants.isEmpty ? nothing : table)\(more)
            """
        return ConsoleLayout(title: "Tenants", chrome: chrome).document(main)
    }

    private var search: HTML {
        """
        <form class="search" role="search" action="/operator/tenants">
        \(HTML.when(isSuspended, "<input type=\"hidden\" name=\"suspended\" value=\"1\">"))
        <label class="sr" for="q">Search tenants</label>
        <input id="q" name="q" type="search" value="\(searched)" placeholder="E-mail, name, shop or domain" maxlength="100">
        <button class="button quiet" type="submit">Search</button></form>
        """
    }

    private func tab(_ title: String, _ query: String, _ isChosen: Bool) -> HTML {
        let path = query.isEmpty ? "/operator/tenants" : "/operator/tenants?\(query)"
        return "<li><a href=\"\(url: path)\"\(attribute: "aria-current", isChosen ? "page" : nil)>\(title)</a></li>"
    }

    private var table: HTML {
        """
        <div class="card"><table><thead><tr><th scope="col">Owner</th><th scope="col">Plan</th>\
        <th scope="col">Shops</th><th scope="col">Products</th><th scope="col">Orders</th>\
        <th scope="col">Activity</th></tr></thead><tbody>\(tenants.map(\.view))</tbody></table></div>
        """
    }

    private var nothing: HTML {
        """
        <div class="card nothing"><h2>No tenant matches</h2><p>\(searched.isEmpty && !isSuspended
            ? "sellusgenie tenants create EMAIL makes the first." : "Try another word or filter.")</p></div>
        """
    }
}

extension TenantIndex.Row {
    var view: HTML {
        let suspended: HTML = " \(Badge(word: "Suspended", tone: .bad).view)"
        return """
            <tr><th scope="row"><a class="cover long" href="\(url: path)">\(email)</a></th>\
            <td>\(plan.view)\(HTML.when(isSuspended, suspended))</td><td class="aside">\(stores)</td>\
            <td>\(products)</td><td>\(orders)</td><td>\(lastOrder)</td></tr>
            """
    }
}
