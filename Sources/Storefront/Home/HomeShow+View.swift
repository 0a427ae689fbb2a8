import HTTPSupport

extension HomeShow.Model {
    func view(_ chrome: StorefrontChrome) -> HTML {
        let main: HTML = """
            \(opening(chrome))
            \(promises.list("wide"))
            \(shelf(featured, title: chrome.wording.featured, chrome))
            \(tiles(chrome.wording))
            \(shelf(newest, title: chrome.wording.newest, chrome))
            """
        return StorefrontLayout(chrome: chrome, title: chrome.shop.name, description: introduction).document(main)
    }

    private func opening(_ chrome: StorefrontChrome) -> HTML {
        """
        <section class="hero"><div class="wide hero-grid">
        <div class="hero-words"><h1>\(headline)</h1>
        \(HTML.when(!introduction.isEmpty, "<p class=\"lead\">\(introduction)</p>"))
        <p><a class="button" href="\(url: chrome.path("/products"))">\(chrome.wording.shopNow)\(Icon.arrow)</a></p></div>
        \(hero.map { heroPicture($0, chrome.wording) })
        </div></section>
        """
    }

    private func heroPicture(_ card: ProductCard, _ wording: StorefrontWording) -> HTML {
        """
        <a class="hero-picture" href="\(url: card.path)">\(card.picture?.view(.first))
        <span class="hero-tag"><span>\(card.title)</span>\(card.price.view(wording))</span></a>
        """
    }

    private func shelf(_ cards: [ProductCard], title: String, _ chrome: StorefrontChrome) -> HTML {
        .when(
            !cards.isEmpty,
            """
            <section class="wide shelf"><div class="shelf-head"><h2>\(title)</h2>
            <a href="\(url: chrome.path("/products"))">\(chrome.wording.viewAll)</a></div>
            \(cards.grid(chrome.wording))</section>
            """
        )
    }

    private func tiles(_ wording: StorefrontWording) -> HTML {
        .when(
            !categories.isEmpty,
            """
            <section class="wide shelf"><div class="shelf-head"><h2>\(wording.categories)</h2></div>
            <ul class="tiles">\(categories.map(\.view))</ul></section>
            """
        )
    }
}

extension HomeShow.CategoryTile {
    var view: HTML {
        """
        <li><a href="\(url: path)"><span class="frame">\(picture?.view())</span>\
        <span class="tile-title">\(title)\(Icon.arrow)</span></a></li>
        """
    }
}
