import HTTPSupport

extension ProductIndex.Model {
    func view(_ chrome: DashboardChrome) -> HTML {
        let title = isArchive ? "Archived products" : "Products"
        let main: HTML = """
            <div class="head"><h1>\(title)</h1>\(HTML.when(!isArchive, search))</div>\(ways)\(notice?.view)
            \(products.isEmpty ? nothing : table(chrome))
            \(nextPage.map { "<p class=\"more\"><a class=\"button quiet\" href=\"\(url: $0)\" rel=\"next\">More products</a></p>" })
            """
        return DashboardLayout(title: title, chrome: chrome).document(main)
    }

    /// To what is added, and to what belongs to the products.
    private var ways: HTML {
        let add: HTML = """
            <a class="button" href="\(url: path)/new">Add product</a>
            <a class="button quiet" href="\(url: importsPath)">Import CSV</a>
            """
        return """
            <p class="actions">\(HTML.when(isEditable, add))<a class="button quiet" href="\(url: categoriesPath)">Categories</a>
            \(isArchive ? "<a class=\"button quiet\" href=\"\(url: path)\">On the shelf</a>" : "<a class=\"button quiet\" href=\"\(url: archivePath)\">Archive</a>")</p>
            """
    }

    private var search: HTML {
        """
        <form class="search" role="search" action="\(url: path)"><label class="sr" for="q">Search products</label>
        <input id="q" name="q" type="search" value="\(searched)" placeholder="Name, SKU or barcode" maxlength="100">
        <button class="button quiet" type="submit">Search</button></form>
        """
    }

    private func table(_ chrome: DashboardChrome) -> HTML {
        let rows: [HTML] =
            isArchive ? products.map { $0.archived(chrome, isEditable: isEditable) } : products.map(\.view)
        return """
            <div class="card"><table><thead><tr><th scope="col">Product</th><th scope="col">State</th>\
            <th scope="col">Stock</th><th scope="col" class="number">Price</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }

    private var nothing: HTML {
        if isArchive { return "<div class=\"card nothing\"><h2>Nothing is archived</h2></div>" }
        if !searched.isEmpty {
            return "<div class=\"card nothing\"><h2>No product matches</h2><p>Try another word.</p></div>"
        }
        return """
            <div class="card nothing"><h2>No products yet</h2>
            <p>Add the first one, or import a CSV file as Shopify writes it.</p></div>
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

    /// In the archive: with the way back.
    func archived(_ chrome: DashboardChrome, isEditable: Bool) -> HTML {
        let back: HTML = """
            <form method="post" action="\(url: path)/restorations">\(chrome.token)
            <button class="button quiet" type="submit">Bring back<span class="sr"> \(title)</span></button></form>
            """
        return """
            <tr><th scope="row">\(title)</th><td>\(HTML.when(isEditable, back))</td><td>\(stock)</td>\
            <td class="number">\(price)</td></tr>
            """
    }
}
