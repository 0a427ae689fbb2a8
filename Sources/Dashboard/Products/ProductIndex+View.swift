import HTTPSupport

extension ProductIndex.Model {
    func view(_ chrome: DashboardChrome) -> HTML {
        let main: HTML = """
            <div class="head"><h1>Products</h1>\(search)</div>
            \(products.isEmpty ? nothing : table)
            \(nextPage.map { "<p class=\"more\"><a class=\"button quiet\" href=\"\(url: $0)\" rel=\"next\">More products</a></p>" })
            """
        return DashboardLayout(title: "Products", chrome: chrome).document(main)
    }

    private var search: HTML {
        """
        <form class="search" role="search" action="\(url: path)"><label class="sr" for="q">Search products</label>
        <input id="q" name="q" type="search" value="\(searched)" placeholder="Name, SKU or barcode" maxlength="100">
        <button class="button quiet" type="submit">Search</button></form>
        """
    }

    private var table: HTML {
        """
        <div class="card"><table><thead><tr><th scope="col">Product</th><th scope="col">State</th>\
        <th scope="col">Stock</th><th scope="col" class="number">Price</th></tr></thead>
        <tbody>\(products.map(\.view))</tbody></table></div>
        """
    }

    private var nothing: HTML {
        """
        <div class="card nothing"><h2>\(searched.isEmpty ? "No products yet" : "No product matches")</h2>
        <p>\(searched.isEmpty ? "Import a CSV file: sellusgenie import products --store SLUG FILE" : "Try another word.")</p></div>
        """
    }
}

extension ProductIndex.Row {
    var view: HTML {
        """
        <tr><th scope="row"><span class="with-picture"><span class="thumb">\
        \(picture.map { "<img src=\"\(url: $0)\" alt=\"\" width=\"40\" height=\"50\" loading=\"lazy\">" })</span><a class="cover" href="\(url: path)">\(title)</a></span></th>\
        <td>\(state.view)</td><td\(attribute: "class", isLow ? "low" : nil)>\(stock)</td>\
        <td class="number">\(price)</td></tr>
        """
    }
}
