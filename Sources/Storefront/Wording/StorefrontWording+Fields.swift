import Commerce
import HTTPSupport

extension StorefrontWording {
    func label(_ field: CheckoutField) -> String {
        switch field {
        case .email: say("E-mail address", de: "E-Mail-Adresse")
        case .notes: say("Note to the shop", de: "Nachricht an den Shop")
        case .shippingName, .billingName: say("Full name", de: "Vor- und Nachname")
        case .shippingLine1, .billingLine1: say("Street and number", de: "Straße und Hausnummer")
        case .shippingLine2, .billingLine2: say("Apartment, floor", de: "Adresszusatz")
        case .shippingCity, .billingCity: say("City", de: "Ort")
        case .shippingRegion, .billingRegion: say("State or region", de: "Bundesland oder Region")
        case .shippingPostalCode, .billingPostalCode: say("Postcode", de: "Postleitzahl")
        case .shippingCountry, .billingCountry: say("Country", de: "Land")
        case .shippingPhone, .billingPhone: say("Phone", de: "Telefon")
        }
    }

    /// What is wrong with a field, for the line below it.
    func sentence(_ problem: FieldProblem, _ field: CheckoutField) -> String {
        let label = label(field)
        switch (problem, field) {
        case (.missing, .shippingCountry): return chooseCountry
        case (.missing, _): return say("\(label): please fill this in.", de: "\(label): bitte ausfüllen.")
        case (.tooLong, _): return say("\(label): please shorten this.", de: "\(label): bitte kürzen.")
        case (.malformed, .email):
            return say(
                "Enter an e-mail address such as name@example.com.",
                de: "Geben Sie eine E-Mail-Adresse wie name@example.com ein."
            )
        case (.malformed, .shippingCountry):
            return say("Choose a country from the list.", de: "Wählen Sie ein Land aus der Liste.")
        case (.malformed, _):
            return say(
                "\(label): remove the characters that cannot be printed.", de: "\(label): bitte nur druckbare Zeichen.")
        }
    }

    /// Why nothing was ordered.
    func sentence(_ error: CheckoutError) -> String {
        switch error {
        case .emptyCart: emptyCart
        case .invalid: pleaseCorrect
        case .totalChanged: totalChanged
        case .unavailable, .outOfStock: outOfStock
        case .paymentMethodNotOffered, .keyReused, .keyMalformed: orderAgain
        case .unpriceable: unpriceable
        case .promotionOver: promotionOver
        case .storeClosed, .planLimit: notSelling
        case .inProgress: inProgress
        case .paymentUnavailable: paymentUnreachable
        case .paymentRefused: paymentRefused
        }
    }
}
