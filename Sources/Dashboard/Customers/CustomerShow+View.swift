import HTTPSupport

extension CustomerShow.Model {
    func view(_ chrome: DashboardChrome) -> HTML {
        let main: HTML = """
            <p class="back"><a href="\(url: listPath)">Customers</a></p>
            <div class="head"><h1>\(title)</h1>\
            \(HTML.when(!isErased, "<p><a href=\"\(url: "mailto:\(email)")\">\(email)</a></p>"))</div>\(notice?.view)
            <div class="columns"><div>\(bought)\(HTML.when(isEditable, remarks(chrome)))</div>
            <div>\(person)\(HTML.when(isEditable, row(chrome)))</div></div>
            """
        return DashboardLayout(title: title, chrome: chrome).document(main)
    }

    private var bought: HTML {
        guard !orders.isEmpty else { return "<section class=\"card nothing\"><h2>No orders yet</h2></section>" }
        let rows: [HTML] = orders.map { order in
            """
            <tr><th scope="row"><a class="cover" href="\(url: order.path)">\(order.number)</a></th><td>\(order.placed)</td>\
            <td>\(order.state.view)</td><td class="number">\(order.total)</td></tr>
            """
        }
        return """
            <section class="card"><h2>Orders</h2><table><thead><tr><th scope="col">Order</th><th scope="col">Date</th>\
            <th scope="col">State</th><th scope="col" class="number">Total</th></tr></thead><tbody>\(rows)</tbody></table>
            </section>
            """
    }

    private var person: HTML {
        """
        <section class="card"><h2>About</h2><dl class="sums">\(facts.map(\.view))</dl>
        \(HTML.when(!segments.isEmpty, "<p>Belongs to \(segments.joined(separator: ", ")).</p>"))
        \(HTML.when(!addressLines.isEmpty, "<h3>Address</h3><address>\(addressLines.map { "<span>\($0)</span>" as HTML })</address>"))
        <p><a href="\(url: "\(path)/data.json")" download>Download all that is held about this person</a></p></section>
        """
    }

    private func remarks(_ chrome: DashboardChrome) -> HTML {
        """
        <section class="card"><h2>Remarks</h2><form method="post" action="\(url: path)">\(chrome.token)
        <label for="tags">Tags</label>
        <input id="tags" name="tags" value="\(tags)" maxlength="5000" aria-describedby="tags-help">
        <span class="soft hint" id="tags-help">With commas between them. The customer does not see them.</span>
        <label for="notes">Notes</label><textarea id="notes" name="notes" rows="4" maxlength="5000">\n\(notes)</textarea>
        \(LabelledCheck(name: "barred", label: "Barred", isOn: isBarred, note: "Cannot sign in, nor order with the account.").view)
        <p class="actions"><button class="button" type="submit">Save</button></p></form></section>
        """
    }

    private func row(_ chrome: DashboardChrome) -> HTML {
        """
        <section class="card"><h2>The same person twice?</h2>
        <p>Orders and remarks of the other row come here, and the other row goes.</p>
        <form method="post" action="\(url: "\(path)/merger")">\(chrome.token)
        <label for="other">E-mail address of the other</label>
        <input id="other" name="other" type="email" value="\(other)" maxlength="254" required>
        <p class="actions"><button class="button quiet" type="submit">Merge</button></p></form></section>
        <section class="card"><h2>Erase</h2>
        <p>At the customer’s wish. Orders stay in the books without name and address. This cannot be undone.</p>
        <form method="post" action="\(url: "\(path)/erasure")">\(chrome.token)
        <label for="email">Type \(email) to confirm</label>
        <input id="email" name="email" type="email" value="\(confirmation)" maxlength="254" autocomplete="off" required>
        <p class="actions"><button class="button quiet danger" type="submit">Erase this customer</button></p></form></section>
        """
    }
}
