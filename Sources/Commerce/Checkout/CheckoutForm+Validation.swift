import Foundation

extension CheckoutForm {
    /// The longest text that any field takes. Notes may be a letter, the rest is a line on a parcel.
    private static let lineLimit = 200
    private static let notesLimit = 2_000

    /// What is wrong, field by field; empty when the form can be worked with.
    package var problems: [CheckoutField: FieldProblem] {
        var problems: [CheckoutField: FieldProblem] = [:]
        problems[.email] = Self.emailProblem(email)
        problems[.notes] = notes.flatMap { Self.textProblem($0, limit: Self.notesLimit, allowsNewlines: true) }
        problems.merge(shippingAddress.problems(.shipping)) { first, _ in first }
        problems.merge(billingAddress?.problems(.billing) ?? [:]) { first, _ in first }
        return problems
    }

    /// The form as it is kept: no blanks around the texts, no empty ones, capitals in country codes.
    package var normalized: CheckoutForm {
        var form = self
        form.email = email.trimmed
        form.notes = notes?.trimmedOrNil
        form.shippingAddress = shippingAddress.normalized
        form.billingAddress = billingAddress?.normalized
        return form
    }

    /// RFC 5321 allows 254 bytes. Whether the address exists only a letter to it can tell.
    private static func emailProblem(_ email: String) -> FieldProblem? {
        let email = email.trimmed
        if email.isEmpty { return .missing }
        if email.utf8.count > 254 { return .tooLong }
        let shape = /[^\s@"<>(),;:\\\[\]\p{C}]+@([^\s@."<>(),;:\\\[\]\p{C}]+\.)+[^\s@."<>(),;:\\\[\]\p{C}]+/
        return email.wholeMatch(of: shape) == nil ? .malformed : nil
    }

    fileprivate static func requiredProblem(_ text: String) -> FieldProblem? {
        text.trimmed.isEmpty ? .missing : textProblem(text, limit: lineLimit)
    }

    fileprivate static func optionalProblem(_ text: String?) -> FieldProblem? {
        text.flatMap { textProblem($0, limit: lineLimit) }
    }

    /// PostgreSQL's text takes no NUL, and no printed label any other control character.
    private static func textProblem(_ text: String, limit: Int, allowsNewlines: Bool = false) -> FieldProblem? {
        if text.unicodeScalars.count > limit { return .tooLong }
        let allowed = allowsNewlines ? "\r\n\t".unicodeScalars : "".unicodeScalars
        let hasControls = text.trimmed.unicodeScalars.contains { scalar in
            scalar.properties.generalCategory == .control && !allowed.contains(scalar)
        }
        return hasControls ? .malformed : nil
    }
}

extension Address {
    /// Which of the form's two addresses this one is.
    fileprivate enum Part {
        case shipping, billing

        var fields: [CheckoutField] {
            switch self {
            case .shipping:
                [
                    .shippingName, .shippingLine1, .shippingLine2, .shippingCity, .shippingRegion, .shippingPostalCode,
                    .shippingCountry, .shippingPhone,
                ]
            case .billing:
                [
                    .billingName, .billingLine1, .billingLine2, .billingCity, .billingRegion, .billingPostalCode,
                    .billingCountry, .billingPhone,
                ]
            }
        }
    }

    fileprivate func problems(_ part: Part) -> [CheckoutField: FieldProblem] {
        let found: [FieldProblem?] = [
            CheckoutForm.requiredProblem(name), CheckoutForm.requiredProblem(line1),
            CheckoutForm.optionalProblem(line2), CheckoutForm.requiredProblem(city),
            CheckoutForm.optionalProblem(region), CheckoutForm.optionalProblem(postalCode),
            countryProblem, CheckoutForm.optionalProblem(phone),
        ]
        let pairs = zip(part.fields, found).compactMap { field, problem in problem.map { (field, $0) } }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    fileprivate var normalized: Address {
        Address(
            name: name.trimmed,
            line1: line1.trimmed,
            line2: line2?.trimmedOrNil,
            city: city.trimmed,
            region: region?.trimmedOrNil,
            postalCode: postalCode?.trimmedOrNil,
            country: country.trimmed.uppercased(),
            phone: phone?.trimmedOrNil
        )
    }

    private var countryProblem: FieldProblem? {
        let code = country.trimmed.uppercased()
        if code.isEmpty { return .missing }
        return Self.countries.contains(code) ? nil : .malformed
    }

    private static let countries = Set(Locale.Region.isoRegions.map(\.identifier).filter { $0.utf8.count == 2 })
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
    fileprivate var trimmedOrNil: String? { trimmed.isEmpty ? nil : trimmed }
}
