import HTTPSupport

extension StorefrontWording {
    var checkout: String { say("Checkout", de: "Kasse") }
    var contactHeading: String { say("Contact", de: "Kontakt") }
    var deliveryHeading: String { say("Delivery address", de: "Lieferadresse") }
    var paymentHeading: String { say("Payment", de: "Zahlung") }
    var shippingHeading: String { say("Shipping", de: "Versand") }
    var summaryHeading: String { say("Your order", de: "Ihre Bestellung") }
    var email: String { say("E-mail address", de: "E-Mail-Adresse") }
    var emailHint: String { say("For the confirmation of your order.", de: "Für Ihre Bestellbestätigung.") }
    var firstName: String { say("First name", de: "Vorname") }
    var lastName: String { say("Last name", de: "Nachname") }
    var company: String { say("Company", de: "Firma") }
    var addressLine: String { say("Street and number", de: "Straße und Hausnummer") }
    var addressExtra: String { say("Apartment, floor", de: "Adresszusatz") }
    var city: String { say("City", de: "Ort") }
    var region: String { say("State or region", de: "Bundesland oder Region") }
    var postcode: String { say("Postcode", de: "Postleitzahl") }
    var country: String { say("Country", de: "Land") }
    var chooseCountry: String { say("Choose a country", de: "Land auswählen") }
    var phone: String { say("Phone", de: "Telefon") }
    var note: String { say("Note to the shop", de: "Nachricht an den Shop") }
    var optional: String { say("optional", de: "optional") }
    var placeOrder: String { say("Place order", de: "Zahlungspflichtig bestellen") }
    var shipping: String { say("Shipping", de: "Versand") }
    var discount: String { say("Discount", de: "Rabatt") }
    var tax: String { say("Tax", de: "Steuern") }
    var total: String { say("Total", de: "Gesamt") }
    var free: String { say("Free", de: "Kostenlos") }
    var manualPayment: String { say("Pay by bank transfer or on delivery", de: "Überweisung oder Nachnahme") }
    var manualPaymentHint: String {
        say("You will see how to pay right after ordering.", de: "Wie Sie bezahlen, sehen Sie direkt nach der Bestellung.")
    }
    var cardPayment: String { say("Pay by card", de: "Mit Karte zahlen") }
    var cardPaymentHint: String {
        say("On the next step, handled securely by Stripe.", de: "Im nächsten Schritt, sicher über Stripe.")
    }
    var pleaseCorrect: String { say("Please check what is marked below.", de: "Bitte prüfen Sie die markierten Felder.") }
    var backToCart: String { say("Back to cart", de: "Zurück zum Warenkorb") }

    func fieldMissing(_ label: String) -> String {
        say("\(label): please fill this in.", de: "\(label): bitte ausfüllen.")
    }
    func fieldTooLong(_ label: String, limit: Int) -> String {
        say("\(label): at most \(limit) characters.", de: "\(label): höchstens \(limit) Zeichen.")
    }
    var emailInvalid: String {
        say("Enter an e-mail address such as name@example.com.", de: "Geben Sie eine E-Mail-Adresse wie name@example.com ein.")
    }
    var countryInvalid: String { say("Choose a country from the list.", de: "Wählen Sie ein Land aus der Liste.") }
    var totalChanged: String {
        say(
            "Prices or stock have changed since you opened this page. Check the new total and place the order again.",
            de: "Preise oder Bestand haben sich geändert. Prüfen Sie die neue Summe und bestellen Sie dann erneut."
        )
    }
}
