import Commerce
import HTTPSupport

extension CartShow.Model {
    func view(_ chrome: StorefrontChrome) -> HTML {
        let main: HTML = """
            <div class="wide narrowish"><h1>\(chrome.wording.yourCart)</h1>\(notice?.view)
            \(lines.isEmpty ? empty(chrome) : filled(chrome))</div>
            """
        return StorefrontLayout(chrome: chrome, title: chrome.wording.yourCart, isIndexed: false).document(main)
    }

    private func empty(_ chrome: StorefrontChrome) -> HTML {
        """
        <div class="nothing"><h2>\(chrome.wording.emptyCart)</h2><p>\(chrome.wording.emptyCartAdvice)</p>
        <p><a class="button" href="\(url: chrome.path("/products"))">\(chrome.wording.continueShopping)</a></p></div>
        """
    }

    private func filled(_ chrome: StorefrontChrome) -> HTML {
        """
        <div class="cart"><ul class="lines">\(lines.map { $0.view(chrome) })</ul>
        <aside class="summary" aria-label="\(chrome.wording.summaryHeading)">
        <dl class="sums"><div class="grand"><dt>\(chrome.wording.subtotal)</dt><dd>\(subtotal)</dd></div>
        \(discounts.map { "<div><dt>\($0.label)</dt><dd>\($0.amount)</dd></div>" as HTML })</dl>
        <p class="small">\(chrome.wording.calculatedLater)</p>
        \(deliveryNote.map { "<p class=\"nudge\">\(Icon.parcel)\($0)</p>" })
        \(HTML.when(canCheckOut, "<a class=\"button block\" href=\"\(url: chrome.path("/checkout"))\">\(chrome.wording.toCheckout)\(Icon.arrow)</a>"))
        \(codeForms(chrome))
        <p class="center"><a href="\(url: chrome.path("/products"))">\(chrome.wording.continueShopping)</a></p>
        </aside></div>
        """
    }
}

extension CartShow.Line {
    func view(_ chrome: StorefrontChrome) -> HTML {
        """
        <li class="line"><span class="frame thumb">\(picture?.view())</span>
        <div class="line-words"><h2>\(name)</h2>
        \(HTML.when(!variant.isEmpty, "<p class=\"small\">\(variant)</p>"))
        <p class="small">\(chrome.wording.each(unitPrice))</p>
        \(problem.map { "<p class=\"error\">\(Icon.alert)\($0)</p>" })
        \(forms(chrome))</div>
        <p class="line-total">\(total)</p></li>
        """
    }

    private var name: HTML {
        path.map { "<a href=\"\(url: $0)\">\(title)</a>" } ?? "\(title)"
    }

    private func forms(_ chrome: StorefrontChrome) -> HTML {
        """
        <div class="line-forms">
        <form method="post" action="\(url: chrome.path("/cart/lines/\(id)"))">
        <label class="sr" for="quantity-\(id)">\(chrome.wording.quantity(of: title))</label>
        <input id="quantity-\(id)" name="quantity" type="number" inputmode="numeric" min="1" max="\(Cart.quantityLimit)" value="\(quantity)" required>
        <button class="quiet" type="submit">\(chrome.wording.update)</button></form>
        <form method="post" action="\(url: chrome.path("/cart/lines/\(id)/removal"))">
        <button class="text" type="submit" aria-label="\(chrome.wording.remove(title))">\(chrome.wording.remove)</button></form></div>
        """
    }
}
