import Commerce
import Foundation
import HTTPSupport

/// What a customer typed about himself, kept to the letter.
struct CustomerInput: Sendable, Hashable {
    enum Field: String, CaseIterable, Sendable {
        case firstName = "first_name"
        case lastName = "last_name"
        case phone
        case line1 = "address_line1"
        case line2 = "address_line2"
        case postalCode = "postal_code"
        case city
        case region
        case country
    }

    var texts: [Field: String] = [:]
    var acceptsMarketing = false

    subscript(field: Field) -> String { texts[field, default: ""] }
}

extension CustomerInput {
    private static let longest = 200

    init(_ form: Form) {
        for field in Field.allCases { texts[field] = form[field.rawValue] }
        acceptsMarketing = form.has("accepts_marketing")
    }

    init(_ details: CustomerDetails) {
        texts = [
            .firstName: details.firstName ?? "", .lastName: details.lastName ?? "", .phone: details.phone ?? "",
            .line1: details.line1 ?? "", .line2: details.line2 ?? "", .postalCode: details.postalCode ?? "",
            .city: details.city ?? "", .region: details.region ?? "", .country: details.country,
        ]
        acceptsMarketing = details.acceptsMarketing
    }

    /// What is wrong, by field. Nothing has to be filled in but the country.
    var problems: [Field: FieldProblem] {
        var problems: [Field: FieldProblem] = [:]
        for (field, text) in texts {
            if text.count > Self.longest { problems[field] = .tooLong }
            if text.unicodeScalars.contains(where: CharacterSet.controlCharacters.contains) {
                problems[field] = .malformed
            }
        }
        if !Country.all(.english).contains(where: { $0.code == self[.country] }) { problems[.country] = .malformed }
        return problems
    }

    var details: CustomerDetails {
        func text(_ field: Field) -> String? { self[field].isEmpty ? nil : self[field] }
        var details = CustomerDetails(country: self[.country], acceptsMarketing: acceptsMarketing)
        (details.firstName, details.lastName, details.phone) = (text(.firstName), text(.lastName), text(.phone))
        (details.line1, details.line2, details.city) = (text(.line1), text(.line2), text(.city))
        (details.region, details.postalCode) = (text(.region), text(.postalCode))
        return details
    }
}
