import HTTPSupport

extension TenantShow.Model {
    func view(_ chrome: ConsoleLayout.Chrome) -> HTML {
        let nothing: HTML =
            "<section class=\"card nothing\"><h2>No store yet</h2><p>The owner has opened none.</p></section>"
        let main: HTML = """
            <p class="back"><a href="/operator/tenants">Tenants</a></p>
            <div class="head"><h1 class="long">\(email)</h1>\(plan.view)</div>
            <div class="columns"><div>\(stores.isEmpty ? nothing : .empty)\(stores.map { $0.view(path, formToken) })</div>
            <div>\(about)\(HTML.when(canSuspend, suspension))</div></div>
            """
        return ConsoleLayout(title: email, chrome: chrome).document(main)
    }

    private var about: HTML {
        """
        <section class="card"><h2>Owner</h2><dl class="sums">\(facts.rows)</dl>
        <p class="actions"><a href="\(url: path + "/audit")">What was done here</a></p></section>
        """
    }

    private var suspension: HTML {
        let choices = stores.filter { $0.suspension == nil }.map { store in
            "<option value=\"\(store.slug)\">\(store.name)</option>" as HTML
        }
        let which: HTML = """
            <label for="store">Which</label>
            <select id="store" name="store"><option value="">All stores of this owner</option>\(choices)</select>
            """
        let problem: HTML? = error.map { "<span class=\"error\" id=\"reason-error\">\($0)</span>" }
        return """
            <section class="card"><h2>Suspend</h2>
            <p class="soft">Visitors find nothing and the owner reads the reason. Carts and orders stay, and payments are \
            still written down.</p>
            <form method="post" action="\(url: path + "/suspension")">
            <input type="hidden" name="\(FormTokens.field)" value="\(formToken)">\(which)
            <label for="reason">Reason</label>
            <input id="reason" name="reason" value="\(reason)" required maxlength="500"\
            \(attribute: "aria-invalid", error == nil ? nil : "true")\
            \(attribute: "aria-describedby", error == nil ? nil : "reason-error")>\(problem)
            <p class="actions"><button class="button" type="submit">Suspend</button></p></form></section>
            """
    }
}

extension TenantShow.StoreCard {
    func view(_ path: String, _ formToken: String) -> HTML {
        let shop: HTML = "<a href=\"\(url: "/s/\(slug)")\">/s/\(slug)</a>"
        let closed: HTML? = suspension.map { sentence in
            """
            <p class="notice">\(sentence)</p>
            <form class="actions" method="post" action="\(url: path + "/suspension/end")">
            <input type="hidden" name="\(FormTokens.field)" value="\(formToken)">
            <input type="hidden" name="store" value="\(slug)">
            <button class="button quiet" type="submit">Resume \(name)</button></form>
            """
        }
        return """
            <section class="card"><div class="head"><h2>\(name)</h2>\(state.view)</div>
            <p class="soft">\(shop)\(domain.map { ", \($0)" })</p><dl class="sums">\(usage.rows)</dl>\(closed)</section>
            """
    }
}

extension [(String, String)] {
    fileprivate var rows: [HTML] { map { name, value in "<div><dt>\(name)</dt><dd>\(value)</dd></div>" } }
}
