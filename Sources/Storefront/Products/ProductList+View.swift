import HTTPSupport

extension ProductList.Model {
    func view(_ chrome: StorefrontChrome) -> HTML {
        let main: HTML = """
            <div class="wide">\(breadcrumbs.view(chrome.wording))
            <div class="list-head"><div><h1>\(title)</h1>\
            \(HTML.when(!introduction.isEmpty, "<p class=\"lead\">\(introduction)</p>"))</div>
            \(HTML.when(products.count > 1 && !sorting.isEmpty, sortingForm(chrome.wording)))</div>
            \(products.isEmpty ? nothing(chrome) : products.grid(chrome.wording))
            \(nextPage.map { "<p class=\"more\"><a class=\"button quiet\" href=\"\(url: $0)\" rel=\"next\">\(chrome.wording.more)</a></p>" })
            </div>
            """
        let layout = StorefrontLayout(chrome: chrome, title: title, description: introduction, isIndexed: !isSearch)
        return layout.document(main)
    }

    private func sortingForm(_ wording: StorefrontWording) -> HTML {
        """
        <form class="sorting" action="\(url: path)">
        <label for="sort">\(wording.sortBy)</label>
        <select id="sort" name="sort">\(sorting.map(\.view))</select>
        <button class="quiet" type="submit">\(wording.apply)</button></form>
        """
    }

    private func nothing(_ chrome: StorefrontChrome) -> HTML {
        let wording = chrome.wording
        return """
            <div class="nothing"><h2>\(isSearch ? wording.noResults : wording.emptyShelf)</h2>
            <p>\(isSearch ? wording.noResultsAdvice : wording.emptyShelfAdvice)</p>
            <p><a class="button" href="\(url: chrome.path("/products"))">\(wording.allProducts)</a></p></div>
            """
    }
}

extension ProductList.SortChoice {
    var view: HTML { "<option value=\"\(value)\"\(attribute: "selected", when: isChosen)>\(title)</option>" }
}
