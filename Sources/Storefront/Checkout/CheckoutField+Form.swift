import Commerce

extension CheckoutField {
    var isRequired: Bool {
        switch self {
        case .email, .shippingName, .shippingLine1, .shippingCity, .shippingCountry: true
        default: false
        }
    }

    /// The word by which browsers know what belongs here.
    var autocomplete: String {
        switch self {
        case .email: "email"
        case .shippingName: "shipping name"
        case .shippingLine1: "shipping address-line1"
        case .shippingLine2: "shipping address-line2"
        case .shippingCity: "shipping address-level2"
        case .shippingRegion: "shipping address-level1"
        case .shippingPostalCode: "shipping postal-code"
        case .shippingCountry: "shipping country"
        case .shippingPhone: "shipping tel"
        default: "off"
        }
    }
}
