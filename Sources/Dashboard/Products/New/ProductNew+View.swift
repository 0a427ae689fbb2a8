import Commerce
import HTTPSupport
import Pricing

extension ProductNew.Model {
    func view(_ chrome: DashboardChrome) -> HTML {
        let links = DashboardChrome.StoreLink(store)
        let notice = problems.notice ?? notice
        let main: HTML = """
            <p class="back"><a href="\(url: links.path("/products"))">Products</a></p>
            <div class="head"><h1>Add product</h1></div>\(notice?.view)
            <form method="post" action="\(url: links.path("/products"))" novalidate>\(chrome.token)
            <button class="sr" type="submit" tabindex="-1" aria-hidden="true">Save product</button>
            <div class="columns"><div>\(details.general)\(terms)\(options)\(details.pictures)</div>\
            <div>\(details.place)\(details.searchEngines)</div></div>
            <p class="actions save"><button class="button" type="submit">Save product</button></p></form>
            """
        return DashboardLayout(title: "Add product", chrome: chrome).document(main)
    }

    private var details: DetailsForm {
        DetailsForm(
            input: input.details,
            problems: problems,
            categories: categories,
            shopPath: "/s/\(store.slug)/products/"
        )
    }

    private func field(
        _ name: String, _ label: String, _ value: String, hint: String? = nil, keyboard: String? = nil
    ) -> HTML {
        LabelledField(
            name: name,
            label: label,
            value: value,
            hint: hint,
            problem: problems.sentences[name],
            maximumLength: 255,
            keyboard: keyboard
        ).view
    }

    private var terms: HTML {
        """
        <section class="card"><h2>Price and stock</h2><div class="pairs">
        <div>\(field("price", "Price in \(store.currency.code)", input.price, keyboard: "decimal"))</div>
        <div>\(field("before", "Price before", input.before, hint: "Shown struck through.", keyboard: "decimal"))</div>
        <div>\(field("sku", "SKU", input.sku))</div><div>\(field("barcode", "Barcode", input.barcode))</div>
        <div>\(field("weight", "Weight in grams", input.weight, keyboard: "numeric"))</div>
        <div>\(field("stock", "Pieces in stock", input.stock, keyboard: "numeric"))</div></div>
        \(counting.view)</section>
        """
    }

    private var counting: LabelledCheck {
        LabelledCheck(
            name: "is_counted", label: "Count the stock", isOn: input.isCounted,
            note: "Without it the shop never sells out of this.")
    }

    private var options: HTML {
        let rows: [HTML] = input.options.enumerated().map { index, option in
            """
            <div>\(field("option-\(index + 1)", "Option \(index + 1)", option.name, hint: index == 0 ? "Such as Size." : nil))</div>
            <div>\(field("values-\(index + 1)", "Values of option \(index + 1)", option.values, hint: index == 0 ? "With commas between: S, M, L." : nil))</div>
            """
        }
        return """
            <section class="card"><h2>Options</h2>
            <p class="soft">For a product that comes in several kinds. Leave them empty for one that does not.</p>
            <div class="pairs">\(rows)</div>
            <p class="actions"><button class="button quiet" type="submit" name="step" value="variants">Show variants</button></p>
            \(HTML.when(!input.rows.isEmpty, variants))</section>
            """
    }

    private var variants: HTML {
        """
        <table class="edit variants" id="variants"><thead><tr><th scope="col">Variant</th><th scope="col">Price</th>\
        <th scope="col">Stock</th><th scope="col">SKU</th><th scope="col">Barcode</th></tr></thead>
        <tbody>\(input.rows.enumerated().map { row($1, $0) })</tbody></table>
        <p class="soft">A variant without a price of its own has the product’s.</p>
        """
    }

    private func row(_ row: NewProductInput.Row, _ number: Int) -> HTML {
        func cell(_ name: String, _ label: String, _ value: String, _ keyboard: ProductEdit.Field.Keyboard) -> HTML {
            let name = "\(name)-\(number)"
            let field = ProductEdit.Field(
                name: name, label: "\(label) of \(row.title)", value: value, problem: problems.sentences[name])
            return "<td data-label=\"\(label)\">\(field.view(keyboard))</td>"
        }
        return """
            <tr><th scope="row">\(row.title)<input type="hidden" name="variant-\(number)" value="\(row.title)"></th>\
            \(cell("price", "Price", row.price, .decimal))\(cell("stock", "Stock", row.stock, .numeric))\
            \(cell("sku", "SKU", row.sku, .text))\(cell("barcode", "Barcode", row.barcode, .text))</tr>
            """
    }
}
