import HTTPSupport

extension CheckoutForm {
    /// The fields that a sentence can stand beside.
    enum Field: String, CaseIterable, Sendable {
        case email
        case firstName = "first_name"
        case lastName = "last_name"
        case company
        case addressLine = "address_line"
        case addressExtra = "address_extra"
        case city
        case region
        case postcode
        case country
        case phone
        case note
    }

    /// A sentence for each field that needs another look; empty when all is well.
    func problems(_ wording: StorefrontWording) -> [Field: String] {
        var problems: [Field: String] = [:]
        for field in Field.allCases {
            problems[field] = problem(field, wording)
        }
        return problems
    }

    private func problem(_ field: Field, _ wording: StorefrontWording) -> String? {
        let value = self[field]
        let label = wording.label(field)
        if value.isEmpty { return field.isRequired ? wording.fieldMissing(label) : nil }
        if value.count > field.limit { return wording.fieldTooLong(label, limit: field.limit) }
        switch field {
        case .email: return Self.looksLikeAddress(value) ? nil : wording.emailInvalid
        case .country: return Country(code: value) == nil ? wording.countryInvalid : nil
        default: return nil
        }
    }

    /// One `@` with something on both sides and a dot after it. Whether it exists, only a message can tell.
    private static func looksLikeAddress(_ value: String) -> Bool {
        let parts = value.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !value.contains(where: \.isWhitespace) else { return false }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return labels.count > 1 && !labels.contains(where: \.isEmpty)
    }

    subscript(field: Field) -> String {
        switch field {
        case .email: email
        case .firstName: firstName
        case .lastName: lastName
        case .company: company
        case .addressLine: addressLine
        case .addressExtra: addressExtra
        case .city: city
        case .region: region
        case .postcode: postcode
        case .country: country
        case .phone: phone
        case .note: note
        }
    }
}

extension CheckoutForm.Field {
    var isRequired: Bool {
        switch self {
        case .email, .firstName, .lastName, .addressLine, .city, .postcode, .country: true
        case .company, .addressExtra, .region, .phone, .note: false
        }
    }

    var limit: Int {
        switch self {
        case .email: 254
        case .note: 1_000
        case .postcode: 20
        case .phone: 30
        default: 100
        }
    }

    /// The word by which browsers know what belongs here.
    var autocomplete: String {
        switch self {
        case .email: "email"
        case .firstName: "given-name"
        case .lastName: "family-name"
        case .company: "organization"
        case .addressLine: "address-line1"
        case .addressExtra: "address-line2"
        case .city: "address-level2"
        case .region: "address-level1"
        case .postcode: "postal-code"
        case .country: "country"
        case .phone: "tel"
        case .note: "off"
        }
    }
}

extension StorefrontWording {
    func label(_ field: CheckoutForm.Field) -> String {
        switch field {
        case .email: email
        case .firstName: firstName
        case .lastName: lastName
        case .company: company
        case .addressLine: addressLine
        case .addressExtra: addressExtra
        case .city: city
        case .region: region
        case .postcode: postcode
        case .country: country
        case .phone: phone
        case .note: note
        }
    }
}
