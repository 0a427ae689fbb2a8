import Commerce
import HTTPSupport

extension StorefrontWording {
    var shopNow: String { say("Shop the collection", de: "Jetzt entdecken") }
    var featured: String { say("Favourites", de: "Lieblingsstücke") }
    var newest: String { say("Just arrived", de: "Neu eingetroffen") }
    var categories: String { say("Shop by category", de: "Kategorien") }
    var viewAll: String { say("View all", de: "Alle ansehen") }
    var sale: String { say("Sale", de: "Angebot") }
    var soldOut: String { say("Sold out", de: "Ausverkauft") }
    var inStock: String { say("In stock, ready to ship", de: "Auf Lager, sofort versandbereit") }
    var from: String { say("From", de: "Ab") }
    var regularPrice: String { say("Regular price", de: "Ursprünglicher Preis") }
    var currentPrice: String { say("Price", de: "Preis") }
    var sortBy: String { say("Sort by", de: "Sortieren nach") }
    var apply: String { say("Apply", de: "Anwenden") }
    var more: String { say("Show more", de: "Mehr anzeigen") }
    var description: String { say("Description", de: "Beschreibung") }
    var details: String { say("Details", de: "Details") }
    var quantity: String { say("Quantity", de: "Menge") }
    var addToCart: String { say("Add to cart", de: "In den Warenkorb") }
    var pictures: String { say("Pictures", de: "Bilder") }
    var articleNumber: String { say("Article number", de: "Artikelnummer") }
    var emptyShelf: String { say("Nothing here yet", de: "Hier ist noch nichts") }
    var emptyShelfAdvice: String {
        say(
            "New things are on their way. Have a look around in the meantime.",
            de: "Neues ist unterwegs. Schauen Sie sich so lange um.")
    }
    var noResults: String { say("Nothing found", de: "Nichts gefunden") }
    var noResultsAdvice: String {
        say("Try fewer or other words, or browse everything we have.", de: "Versuchen Sie andere oder weniger Wörter.")
    }
    var combinationMissing: String {
        say(
            "This combination is not available. Please choose another one.",
            de: "Diese Kombination gibt es nicht. Bitte wählen Sie eine andere.")
    }

    var related: String { say("You may also like", de: "Das könnte Ihnen auch gefallen") }
    var freeDelivery: String { say("Free delivery", de: "Kostenloser Versand") }
    var securePayment: String { say("Secure payment by card", de: "Sicher mit Karte bezahlen") }
    var payAfterOrdering: String {
        say("Pay by bank transfer or on delivery", de: "Zahlung per Überweisung oder Nachnahme")
    }
    var noAccountNeeded: String { say("No account needed", de: "Bestellen ohne Konto") }
    var taxIncluded: String { say("Tax included.", de: "Inklusive Steuern.") }

    func delivery(for price: String) -> String { say("Delivery \(price)", de: "Versand \(price)") }
    func delivery(for price: String, freeFrom limit: String) -> String {
        say("Delivery \(price), free from \(limit)", de: "Versand \(price), ab \(limit) kostenlos")
    }
    func fewLeft(_ count: Int) -> String { say("Only \(count) left", de: "Nur noch \(count) verfügbar") }
    func results(for words: String) -> String { say("Results for “\(words)”", de: "Ergebnisse für „\(words)“") }
    func choose(_ option: String) -> String { say("Choose \(option)", de: "\(option) wählen") }

    func sort(_ sort: ProductSort) -> String {
        switch sort {
        case .newest: say("Newest", de: "Neueste")
        case .priceAscending: say("Price, low to high", de: "Preis aufsteigend")
        case .priceDescending: say("Price, high to low", de: "Preis absteigend")
        }
    }
}
