import Commerce
import HTTPSupport

extension CustomerInput.Field {
    /// The word by which browsers know what belongs here.
    var autocomplete: String {
        switch self {
        case .firstName: "given-name"
        case .lastName: "family-name"
        case .phone: "tel"
        case .line1: "address-line1"
        case .line2: "address-line2"
        case .postalCode: "postal-code"
        case .city: "address-level2"
        case .region: "address-level1"
        case .country: "country"
        }
    }

    /// The checkout's field of the same meaning, for the words that both use.
    var checkoutField: CheckoutField {
        switch self {
        case .firstName, .lastName: .shippingName
        case .phone: .shippingPhone
        case .line1: .shippingLine1
        case .line2: .shippingLine2
        case .postalCode: .shippingPostalCode
        case .city: .shippingCity
        case .region: .shippingRegion
        case .country: .shippingCountry
        }
    }
}

extension StorefrontWording {
    func label(_ field: CustomerInput.Field) -> String {
        switch field {
        case .firstName: say("First name", de: "Vorname")
        case .lastName: say("Last name", de: "Nachname")
        default: label(field.checkoutField)
        }
    }
}
