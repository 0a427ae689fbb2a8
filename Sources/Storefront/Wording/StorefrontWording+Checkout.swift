import HTTPSupport

extension StorefrontWording {
    var checkout: String { say("Checkout", de: "Kasse") }
    var contactHeading: String { say("Contact", de: "Kontakt") }
    var deliveryHeading: String { say("Delivery address", de: "Lieferadresse") }
    var paymentHeading: String { say("Payment", de: "Zahlung") }
    var shippingHeading: String { say("Shipping", de: "Versand") }
    var summaryHeading: String { say("Your order", de: "Ihre Bestellung") }
    var emailHint: String { say("For the confirmation of your order.", de: "Für Ihre Bestellbestätigung.") }
    var chooseCountry: String { say("Choose a country", de: "Land auswählen") }
    var optional: String { say("optional", de: "optional") }
    var placeOrder: String { say("Place order", de: "Zahlungspflichtig bestellen") }
    var shipping: String { say("Shipping", de: "Versand") }
    var discount: String { say("Discount", de: "Rabatt") }
    var tax: String { say("Tax", de: "Steuern") }
    var includedTax: String { say("Including tax", de: "Darin enthaltene Steuern") }
    var total: String { say("Total", de: "Gesamt") }
    var free: String { say("Free", de: "Kostenlos") }
    var manualPayment: String { say("Pay by bank transfer or on delivery", de: "Überweisung oder Nachnahme") }
    var manualPaymentHint: String {
        say(
            "You will see how to pay right after ordering.",
            de: "Wie Sie bezahlen, sehen Sie direkt nach der Bestellung.")
    }
    var cardPayment: String { say("Pay by card", de: "Mit Karte zahlen") }
    var cardPaymentHint: String {
        say("On the next step, handled securely by Stripe.", de: "Im nächsten Schritt, sicher über Stripe.")
    }
    var pleaseCorrect: String {
        say("Please check what is marked below.", de: "Bitte prüfen Sie die markierten Felder.")
    }
    var backToCart: String { say("Back to cart", de: "Zurück zum Warenkorb") }

    var totalChanged: String {
        say(
            "Prices or stock have changed since you opened this page. Check the new total and place the order again.",
            de: "Preise oder Bestand haben sich geändert. Prüfen Sie die neue Summe und bestellen Sie dann erneut."
        )
    }
    var outOfStock: String {
        say(
            "Somebody was faster: not everything in your cart is left. Go back to your cart and change it.",
            de: "Jemand war schneller: Nicht alles in Ihrem Warenkorb ist noch da. Bitte passen Sie ihn an."
        )
    }
    var orderAgain: String {
        say(
            "This page had grown old. Check it and place the order again.",
            de: "Die Seite war veraltet. Bitte prüfen und erneut bestellen.")
    }
    var unpriceable: String {
        say(
            "This order is too large. Please order less at once.",
            de: "Diese Bestellung ist zu groß. Bitte bestellen Sie weniger auf einmal.")
    }
    var notSelling: String {
        say(
            "The shop takes no orders at the moment. Nothing was ordered.",
            de: "Der Shop nimmt zurzeit keine Bestellungen an.")
    }
    var inProgress: String {
        say(
            "Your order is being worked on. Wait a moment, then press the button once more.",
            de: "Ihre Bestellung wird bearbeitet. Bitte drücken Sie gleich noch einmal auf die Schaltfläche.")
    }
    var goOn: String { say("Go on", de: "Weiter") }
    var paymentUnreachable: String {
        say(
            "The payment service cannot be reached. Press the button again in a moment; you will not order twice.",
            de:
                "Der Zahlungsdienst ist nicht erreichbar. Versuchen Sie es gleich noch einmal; es wird nichts doppelt bestellt."
        )
    }
    var paymentRefused: String {
        say(
            "The payment was refused and nothing was ordered. Please write to the shop.",
            de: "Die Zahlung wurde abgelehnt, es wurde nichts bestellt. Bitte schreiben Sie dem Shop.")
    }
}
