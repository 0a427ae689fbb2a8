import HTTPSupport

extension ProductEdit.Model {
    func view(_ chrome: DashboardChrome) -> HTML {
        let main: HTML = """
            <p class="back"><a href="\(url: listPath)">Products</a></p>
            <div class="head"><div class="with-picture"><span class="thumb large">\(image)</span><h1>\(title)</h1></div>
            <p>\(state.view)</p></div>\(notice?.view)
            <form method="post" action="\(url: savePath)" novalidate>\(chrome.token)
            <input type="hidden" name="version" value="\(version)">
            <fieldset class="plain"\(attribute: "disabled", when: !isEditable)><div class="columns"><div>\(details.general)\
            \(details.pictures)</div><div>\(details.place)\(details.searchEngines)</div></div>\(prices)</fieldset>
            <p class="actions save">\(HTML.when(isEditable, "<button class=\"button\" type=\"submit\">Save</button>"))\
            \(shopLink)\(historyPath.map { "<a class=\"button quiet\" href=\"\(url: $0)\">History</a>" })</p></form>\
            \(HTML.when(isEditable, archive(chrome)))
            """
        return DashboardLayout(title: title, chrome: chrome).document(main)
    }

    private var image: HTML? {
        picture.map { "<img src=\"\(url: $0)\" alt=\"\" width=\"56\" height=\"70\">" }
    }

    private var shopLink: HTML? {
        shopPath.map { "<a class=\"button quiet\" href=\"\(url: $0)\">View in shop</a>" }
    }

    private func archive(_ chrome: DashboardChrome) -> HTML {
        """
        <form class="apart" method="post" action="\(url: archivePath)">\(chrome.token)
        <p class="soft">An archived product is off the shop and no longer counts against the plan. It can come back.</p>
        <p class="actions"><button class="button quiet" type="submit">Archive</button></p></form>
        """
    }

    private var prices: HTML {
        """
        <section class="card"><h2>Prices and stock</h2><p class="soft">Prices in \(currency). The price before a \
        reduction is shown struck through.</p>
        <table class="edit variants"><thead><tr><th scope="col">Variant</th><th scope="col">Price</th>\
        <th scope="col">Price before</th><th scope="col">Stock</th><th scope="col">SKU</th><th scope="col">Barcode</th>\
        <th scope="col">Grams</th></tr></thead>
        <tbody>\(rows.map(\.view))</tbody></table></section>
        """
    }
}

extension ProductEdit.Row {
    var view: HTML {
        """
        <tr><th scope="row">\(title ?? "One variant")</th>\
        <td data-label="Price">\(price.view(.decimal))</td><td data-label="Price before">\(before.view(.decimal))</td>\
        <td data-label="Stock">\(shelf)</td><td data-label="SKU">\(sku.view(.text))</td>\
        <td data-label="Barcode">\(barcode.view(.text))</td><td data-label="Grams">\(weight.view(.numeric))</td></tr>
        """
    }

    private var shelf: HTML {
        guard let stock else { return "<span class=\"soft\">Not counted</span>" }
        return """
            \(stock.view(.numeric))<input type="hidden" name="\(expectedName)" value="\(expected)">\
            \(HTML.when(!reserved.isEmpty, "<span class=\"soft\">\(reserved)</span>"))
            """
    }
}

extension ProductEdit.Field {
    /// The keyboard that a phone shows.
    enum Keyboard: String, Sendable {
        case text
        case decimal
        case numeric
    }

    /// Fields in rows take their name from the row and the column, so it is said and not shown.
    func view(_ keyboard: Keyboard) -> HTML {
        """
        <input id="\(name)" name="\(name)" value="\(value)" inputmode="\(keyboard.rawValue)" autocomplete="off"\
        \(attribute: "aria-label", label)\
        \(attribute: "aria-invalid", problem == nil ? nil : "true")\
        \(attribute: "aria-describedby", problem == nil ? nil : "\(name)-problem")>\
        \(problem.map { "<span class=\"error\" id=\"\(name)-problem\">\($0)</span>" })
        """
    }
}
