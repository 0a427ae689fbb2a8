import Commerce
import Foundation
import HTTPSupport

extension ProductShow.Model {
    func view(_ chrome: StorefrontChrome) -> HTML {
        let main: HTML = """
            <div class="wide">\(breadcrumbs.view(chrome.wording))\(notice?.view)
            <div class="product" data-product>
            \(gallery(chrome.wording))
            <div class="buy"><h1>\(title)</h1>
            <p class="buy-price">\(price.view(chrome.wording))\(taxNote.map { " <span class=\"small\">\($0)</span>" })</p>
            \(HTML.when(!summary.isEmpty, "<p class=\"lead\">\(summary)</p>"))
            \(form(chrome.wording))
            \(promises.list("stacked"))
            \(details(chrome.wording))</div></div></div>
            \(others(chrome.wording))
            """
        let scripts = [StorefrontAssets.productScript.path]
        return StorefrontLayout(
            chrome: chrome, title: searchTitle ?? title, description: summary, scripts: scripts
        ).document(main)
    }

    private func others(_ wording: StorefrontWording) -> HTML {
        .when(
            !related.isEmpty,
            """
            <section class="wide shelf"><div class="shelf-head"><h2>\(wording.related)</h2></div>
            \(related.grid(wording))</section>
            """
        )
    }

    private func gallery(_ wording: StorefrontWording) -> HTML {
        guard let first = pictures.first else {
            return
                "<div class=\"gallery\"><span class=\"frame\"><span class=\"initial\" aria-hidden=\"true\">\(String(title.prefix(1)))</span></span></div>"
        }
        let rest: [HTML] = pictures.dropFirst().map { "<li class=\"frame\">\($0.view())</li>" }
        // A list that scrolls sideways must be reachable by keyboard.
        return """
            <ul class="gallery" aria-label="\(wording.pictures)"\(attribute: "tabindex", rest.isEmpty ? nil : "0")>
            <li class="frame" data-main-picture>\(first.view(.first))</li>\(rest)</ul>
            """
    }

    private func form(_ wording: StorefrontWording) -> HTML {
        """
        <form method="post" action="\(url: addPath)" class="buy-form">
        <input type="hidden" name="product" value="\(productSlug)">
        \(options.map { $0.view(wording) })
        <div class="buy-row"><div class="field short"><label for="quantity">\(wording.quantity)</label>
        <input id="quantity" name="quantity" type="number" inputmode="numeric" min="1" max="\(Cart.quantityLimit)" value="\(quantity)" required></div>
        <button class="button" type="submit" data-add\(attribute: "disabled", when: !availability.isAvailable)>\
        \(wording.addToCart)</button></div>
        <p class="stock\(availability.isAvailable ? "" : " out")" data-stock aria-live="polite">\(availability.sentence)</p>
        </form>\(variantData(wording))
        """
    }

    /// A block of data, not a script: the policy lets nothing inline run, and nothing here would.
    private func variantData(_ wording: StorefrontWording) -> HTML {
        guard variants.count > 1 else { return .empty }
        let encoded = (try? JSONEncoder().encode(variants)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
        return "<template data-variants=\"\(encoded)\" data-missing=\"\(wording.combinationMissing)\"></template>"
    }

    private func details(_ wording: StorefrontWording) -> HTML {
        """
        \(HTML.when(description != .empty, "<section class=\"prose\"><h2>\(wording.description)</h2>\(description)</section>"))
        \(articleNumber.map { "<p class=\"small\">\(wording.articleNumber) <span data-sku>\($0)</span></p>" })
        """
    }
}

extension ProductShow.Option {
    /// Few values are all shown; many fold into a menu.
    func view(_ wording: StorefrontWording) -> HTML {
        values.count > 10 ? menu(wording) : buttons
    }

    private var buttons: HTML {
        let choices: [HTML] = values.map { value in
            """
            <label class="pill"><input type="radio" name="\(field)" value="\(value)" required\
            \(attribute: "checked", when: value == chosen)><span>\(value)</span></label>
            """
        }
        return "<fieldset class=\"option\"><legend>\(name)</legend><div class=\"pills\">\(choices)</div></fieldset>"
    }

    private func menu(_ wording: StorefrontWording) -> HTML {
        let choices: [HTML] = values.map { value in
            "<option value=\"\(value)\"\(attribute: "selected", when: value == chosen)>\(value)</option>"
        }
        return """
            <div class="field option"><label for="\(field)">\(name)</label>
            <select id="\(field)" name="\(field)" required><option value="">\(wording.choose(name))</option>\(choices)</select></div>
            """
    }
}
