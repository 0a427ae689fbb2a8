import Commerce
import HTTPSupport

extension StorefrontWording {
    var yourCart: String { say("Your cart", de: "Ihr Warenkorb") }
    var emptyCart: String { say("Your cart is empty", de: "Ihr Warenkorb ist leer") }
    var emptyCartAdvice: String { say("Find something you will love.", de: "Finden Sie etwas, das Ihnen gefällt.") }
    var continueShopping: String { say("Continue shopping", de: "Weiter einkaufen") }
    var update: String { say("Update", de: "Ändern") }
    var remove: String { say("Remove", de: "Entfernen") }
    var subtotal: String { say("Subtotal", de: "Zwischensumme") }
    var toCheckout: String { say("Check out", de: "Zur Kasse") }
    var calculatedLater: String {
        say("Shipping and tax are shown at checkout.", de: "Versand und Steuern sehen Sie an der Kasse.")
    }
    var quantityOutOfRange: String {
        say(
            "Enter a quantity between 1 and \(Cart.quantityLimit).",
            de: "Geben Sie eine Menge zwischen 1 und \(Cart.quantityLimit) ein."
        )
    }
    var added: String { say("Added to your cart.", de: "Liegt jetzt im Warenkorb.") }
    var updated: String { say("Your cart is up to date.", de: "Ihr Warenkorb ist auf dem neuesten Stand.") }
    var notEnoughStock: String {
        say(
            "There are not that many left. Please choose a smaller quantity.",
            de: "So viele sind nicht mehr da. Bitte wählen Sie eine kleinere Menge.")
    }
    var soldOutForNow: String {
        say(
            "This one is sold out. Please choose another one.",
            de: "Das ist ausverkauft. Bitte wählen Sie etwas anderes.")
    }
    var noLongerSold: String {
        say(
            "This article is no longer sold. Remove it to go on.",
            de: "Dieser Artikel wird nicht mehr verkauft. Entfernen Sie ihn, um fortzufahren.")
    }

    var deliveryIsFree: String { say("Delivery is free for this order.", de: "Der Versand ist kostenlos.") }

    func missingForFreeDelivery(_ amount: String) -> String {
        say("Add \(amount) more and delivery is free.", de: "Noch \(amount) bis zum kostenlosen Versand.")
    }
    func quantity(of title: String) -> String { say("Quantity of \(title)", de: "Menge von \(title)") }
    func remove(_ title: String) -> String { say("Remove \(title)", de: "\(title) entfernen") }
    func each(_ price: String) -> String { say("\(price) each", de: "\(price) pro Stück") }

    func sentence(_ error: CartError) -> String {
        switch error {
        case .quantity: quantityOutOfRange
        case .unknownVariant: combinationMissing
        case .unknownItem:
            say("This article is no longer in your cart.", de: "Dieser Artikel liegt nicht mehr im Warenkorb.")
        case .tooManyItems:
            say(
                "Your cart holds \(Cart.itemLimit) different articles and no more. Remove one to add another.",
                de:
                    "In den Warenkorb passen \(Cart.itemLimit) verschiedene Artikel. Entfernen Sie einen, um fortzufahren."
            )
        }
    }
}
