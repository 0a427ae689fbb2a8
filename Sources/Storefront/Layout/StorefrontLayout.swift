import HTTPSupport

/// The document around a page: head, header, main, footer.
struct StorefrontLayout: Sendable {
    let chrome: StorefrontChrome
    let title: String
    var description = ""
    /// The checkout shows neither navigation nor search, so that nothing leads away from it.
    var isCheckout = false
    var isIndexed = true
    var scripts: [String] = []

    func document(_ main: HTML) -> HTML {
        """
        <!doctype html>
        <html lang="\(chrome.shop.language.tag)">
        <head>
        <meta charset="utf-8">
        <title>\(title == chrome.shop.name ? title : "\(title) – \(chrome.shop.name)")</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="description" content="\(description.isEmpty ? chrome.shop.tagline : description)">
        <meta name="theme-color" content="#fbfaf8">
        \(HTML.when(!isIndexed || chrome.isPreview, "<meta name=\"robots\" content=\"noindex\">"))
        <link rel="stylesheet" href="\(url: StorefrontAssets.styleSheet.path)">
        <link rel="stylesheet" href="\(url: chrome.path("/theme.css?v=\(chrome.shop.colours.version)"))">
        <link rel="icon" href="\(url: StorefrontAssets.favicon.path)" type="image/svg+xml">
        \(scripts.map { "<script type=\"module\" src=\"\(url: $0)\"></script>" })
        </head>
        <body>
        <a class="skip" href="#main">\(chrome.wording.skipToContent)</a>
        \(HTML.when(chrome.isPreview, "<p class=\"preview-bar\" role=\"status\">\(chrome.wording.previewBar)</p>"))
        \(isCheckout ? checkoutHeader : header)
        <main id="main" tabindex="-1">\(main)</main>
        \(isCheckout ? checkoutFooter : footer)
        </body>
        </html>
        """
    }

    private var name: HTML {
        let logo: HTML =
            chrome.shop.logo.map { "<img src=\"\(url: $0)\" alt=\"\(chrome.shop.name)\" height=\"36\" width=\"140\">" }
            ?? "\(chrome.shop.name)"
        return "<a class=\"wordmark\" href=\"\(url: chrome.path("/"))\">\(logo)</a>"
    }

    private var header: HTML {
        """
        <header class="top"><div class="wide bar">
        \(name)
        <form class="find" role="search" action="\(url: chrome.path("/search"))">
        <label class="sr" for="q">\(chrome.wording.search)</label>
        <input id="q" name="q" type="search" value="\(chrome.searched)" placeholder="\(chrome.wording.searchPlaceholder)" \
        autocomplete="off" maxlength="100">
        <button type="submit"><span class="sr">\(chrome.wording.search)</span>\(Icon.search)</button>
        </form>
        <div class="corner">\(accountLink)\(cartLink)</div>
        </div>
        <nav class="wide menu" aria-label="\(chrome.wording.mainNavigation)"><ul>
        <li><a href="\(url: chrome.path("/products"))">\(chrome.wording.allProducts)</a></li>
        \(chrome.navigation.map { "<li><a href=\"\(url: $0.path)\">\($0.title)</a></li>" })
        </ul></nav></header>
        """
    }

    private var accountLink: HTML {
        let title = chrome.isSignedIn ? chrome.wording.account : chrome.wording.signIn
        let path = chrome.path(chrome.isSignedIn ? "/account" : "/account/sign-in")
        return """
            <a class="bag" href="\(url: path)" aria-label="\(title)">\(Icon.person)\
            <span class="bag-word" aria-hidden="true">\(title)</span></a>
            """
    }

    private var cartLink: HTML {
        """
        <a class="bag" href="\(url: chrome.path("/cart"))" aria-label="\(chrome.wording.cart(count: chrome.cartCount))">\
        \(Icon.cart)<span class="bag-word" aria-hidden="true">\(chrome.wording.cart)</span>\
        <span class="count" aria-hidden="true" data-cart-count\(attribute: "hidden", when: chrome.cartCount == 0)>\
        \(chrome.cartCount)</span></a>
        """
    }

    private var checkoutHeader: HTML {
        """
        <header class="top"><div class="wide bar">\(name)
        <p class="safe">\(Icon.lock)\(chrome.wording.secureCheckout)</p></div></header>
        """
    }

    private var footer: HTML {
        """
        <footer class="foot"><div class="wide foot-grid">
        <div><p class="wordmark">\(chrome.shop.name)</p><p>\(chrome.shop.tagline)</p></div>
        <nav aria-label="\(chrome.wording.browse)"><h2>\(chrome.wording.browse)</h2><ul>
        <li><a href="\(url: chrome.path("/products"))">\(chrome.wording.allProducts)</a></li>
        \(chrome.navigation.map { "<li><a href=\"\(url: $0.path)\">\($0.title)</a></li>" })
        </ul></nav>
        \(policies)\(contact)
        </div><p class="wide small">\(chrome.wording.poweredBy)</p></footer>
        """
    }

    private var policies: HTML {
        let links: [HTML] = chrome.policies.map { "<li><a href=\"\(url: $0.path)\">\($0.title)</a></li>" }
        return .when(
            !links.isEmpty,
            """
            <nav aria-label="\(chrome.wording.policies)"><h2>\(chrome.wording.policies)</h2><ul>\(links)</ul></nav>
            """
        )
    }

    private var contact: HTML {
        let email: HTML? = chrome.shop.email.map { "<li><a href=\"\(url: "mailto:\($0)")\">\($0)</a></li>" }
        let phone: HTML? = chrome.shop.phone.map { "<li><a href=\"\(url: "tel:\($0)")\">\($0)</a></li>" }
        guard email != nil || phone != nil else { return .empty }
        return "<div><h2>\(chrome.wording.contact)</h2><ul>\(email)\(phone)</ul></div>"
    }

    private var checkoutFooter: HTML {
        "<footer class=\"foot\"><p class=\"wide small\">\(chrome.wording.poweredBy)</p></footer>"
    }
}
