import Commerce
import HTTPSupport

extension APIKeyIndex.Model {
    func view(_ chrome: DashboardChrome) -> HTML {
        "\(fresh)\(list(chrome))\(maker(chrome))"
    }

    private var fresh: HTML? {
        token.map { token in
            """
            <section class="card" role="status"><h2>Your new key</h2>
            <p>Copy it now: it is shown this once, and we keep only a fingerprint of it.</p>
            <p class="token"><code>\(token)</code></p></section>
            """
        }
    }

    private func list(_ chrome: DashboardChrome) -> HTML {
        guard !rows.isEmpty else {
            return """
                <section class="card nothing"><h2>No keys yet</h2>
                <p>A key lets a program of yours work with this store, and with no other.</p></section>
                """
        }
        return "<section class=\"card\"><h2>Keys</h2><ul class=\"keys\">\(rows.map { $0.view(chrome) })</ul></section>"
    }

    private func maker(_ chrome: DashboardChrome) -> HTML {
        let boxes: [HTML] = Scope.allCases.map { scope in
            LabelledCheck(name: scope.fieldName, label: scope.title, isOn: chosen.contains(scope.fieldName)).view
        }
        return """
            <section class="card"><h2>Make a key</h2><form method="post" action="\(url: path)" novalidate>
            <input type="hidden" name="\(FormTokens.field)" value="\(chrome.formToken)">\(name.view)
            <fieldset class="scopes"><legend>What it may do</legend>\
            \(scopeProblem.map { "<span class=\"error\">\($0)</span>" })<div class="boxes">\(boxes)</div></fieldset>
            \(expiry.view)<p class="actions"><button class="button" type="submit">Make the key</button></p></form></section>
            """
    }
}

extension APIKeyIndex.Row {
    func view(_ chrome: DashboardChrome) -> HTML {
        """
        <li><div class="head"><h3>\(name)</h3><span>\(state.view)</span></div>
        <p><code>\(hint)</code> <span class="soft">\(scopes)</span></p>
        <p class="soft">\(use). \(end).</p>\(HTML.when(isActive, changes(chrome)))</li>
        """
    }

    private func changes(_ chrome: DashboardChrome) -> HTML {
        let token: HTML = "<input type=\"hidden\" name=\"\(FormTokens.field)\" value=\"\(chrome.formToken)\">"
        return """
            <div class="actions"><form class="inline" method="post" action="\(url: path)">\(token)
            <input name="name" value="\(name)" aria-label="Name of \(name)" maxlength="100" required>
            <button class="button quiet" type="submit" name="event" value="renamed">Rename</button></form>
            <form method="post" action="\(url: path)">\(token)<button class="button quiet" type="submit" name="event" \
            value="revoked" aria-label="Revoke \(name)">Revoke</button></form></div>
            """
    }
}
