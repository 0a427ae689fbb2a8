package import HTTPSupport

/// What the storefront says, in the shop's language. One extension per area.
package struct StorefrontWording: Wording {
    package let language: Language

    package init(_ language: Language) {
        self.language = language
    }
}

extension StorefrontWording {
    var skipToContent: String { say("Skip to content", de: "Zum Inhalt springen") }
    var mainNavigation: String { say("Main", de: "Hauptnavigation") }
    var breadcrumbs: String { say("You are here", de: "Sie sind hier") }
    var home: String { say("Home", de: "Startseite") }
    var allProducts: String { say("Shop all", de: "Alle Produkte") }
    var search: String { say("Search", de: "Suchen") }
    var searchPlaceholder: String { say("What are you looking for?", de: "Wonach suchen Sie?") }
    var cart: String { say("Cart", de: "Warenkorb") }
    var contact: String { say("Contact", de: "Kontakt") }
    var browse: String { say("Browse", de: "Stöbern") }
    var poweredBy: String { say("Sold with SellUsGenie", de: "Verkauft mit SellUsGenie") }
    var secureCheckout: String { say("Secure checkout", de: "Sicher bezahlen") }

    func cart(count: Int) -> String {
        say(count == 1 ? "1 item in your cart" : "\(count) items in your cart", de: "\(count) Artikel im Warenkorb")
    }
}
