import HTTPSupport

extension ProductEdit.Model {
    func view(_ chrome: DashboardChrome) -> HTML {
        let main: HTML = """
            <p class="back"><a href="\(url: listPath)">Products</a></p>
            <div class="head"><div class="with-picture"><span class="thumb large">\(image)</span><h1>\(title)</h1></div>
            <p>\(state.view)</p></div>\(notice?.view)
            <form method="post" action="\(url: savePath)" novalidate>
            <input type="hidden" name="\(FormTokens.field)" value="\(chrome.formToken)">
            <fieldset class="plain"\(attribute: "disabled", when: !isEditable)>\(general)\(prices)</fieldset>
            <p class="actions save">\(HTML.when(isEditable, "<button class=\"button\" type=\"submit\">Save</button>"))\
            \(shopLink)\(historyPath.map { "<a class=\"button quiet\" href=\"\(url: $0)\">History</a>" })</p></form>
            """
        return DashboardLayout(title: title, chrome: chrome).document(main)
    }

    private var image: HTML? {
        picture.map { "<img src=\"\(url: $0)\" alt=\"\" width=\"56\" height=\"70\">" }
    }

    private var shopLink: HTML? {
        shopPath.map { "<a class=\"button quiet\" href=\"\(url: $0)\">View in shop</a>" }
    }

    private var general: HTML {
        """
        <section class="card"><label for="name">\(name.label)</label>\(name.view(.text))
        <label class="check"><input type="checkbox" name="is_active" value="yes"\(attribute: "checked", when: isActive)>
        <span>On sale in the shop</span></label></section>
        """
    }

    private var prices: HTML {
        """
        <section class="card"><h2>Prices and stock</h2><p class="soft">Prices in \(currency). The price before a \
        reduction is shown struck through.</p>
        <table class="edit"><thead><tr><th scope="col">Variant</th><th scope="col">Price</th>\
        <th scope="col">Price before</th><th scope="col">Stock</th></tr></thead>
        <tbody>\(rows.map(\.view))</tbody></table></section>
        """
    }
}

extension ProductEdit.Row {
    var view: HTML {
        """
        <tr><th scope="row">\(title ?? "One variant")\(HTML.when(!sku.isEmpty, "<span class=\"soft\">\(sku)</span>"))</th>\
        <td data-label="Price">\(price.view(.decimal))</td><td data-label="Price before">\(before.view(.decimal))</td>\
        <td data-label="Stock">\(shelf)</td></tr>
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
        \(attribute: "aria-label", keyboard == .text ? nil : label)\
        \(attribute: "aria-invalid", problem == nil ? nil : "true")\
        \(attribute: "aria-describedby", problem == nil ? nil : "\(name)-problem")>\
        \(problem.map { "<span class=\"error\" id=\"\(name)-problem\">\($0)</span>" })
        """
    }
}
