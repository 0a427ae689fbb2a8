import Commerce
import Foundation
import HTTPSupport
import Pricing

/// What the shopper typed at the checkout, kept to the letter so that nothing is lost when something is missing.
struct CheckoutInput: Sendable, Hashable {
    var texts: [CheckoutField: String] = [:]
    /// The total that the page showed, in minor units; another one by now is shown before anything is ordered.
    var totalSeen = ""
    /// The codes that the page priced, so that what was seen is what is ordered.
    var codes: [String] = []
    /// Makes a second press of the button the same order.
    var idempotencyKey: String

    subscript(field: CheckoutField) -> String { texts[field, default: ""] }
}

extension CheckoutInput {
    /// A form for somebody who most likely lives where the shop is; filled in for a customer whom the shop knows.
    init(newIn shop: Shop, for customer: Customer? = nil) {
        texts = [.shippingCountry: shop.country]
        idempotencyKey = UUID().uuidString.lowercased()
        guard let customer else { return }
        let details = customer.details
        texts = [
            .email: customer.email, .shippingName: details.name, .shippingLine1: details.line1 ?? "",
            .shippingLine2: details.line2 ?? "", .shippingCity: details.city ?? "",
            .shippingRegion: details.region ?? "", .shippingPostalCode: details.postalCode ?? "",
            .shippingCountry: details.country, .shippingPhone: details.phone ?? "",
        ]
    }

    init(_ form: Form) {
        for field in CheckoutField.allCases { texts[field] = form[field.rawValue] }
        totalSeen = form["total_seen"]
        codes = form["codes"].split(separator: " ").map(String.init)
        idempotencyKey = form["idempotency_key"]
    }

    /// The form as the use case takes it; a total that is no number is no total that anybody saw.
    func form(in shop: Shop, payment: CheckoutPayment) -> CheckoutForm {
        CheckoutForm(
            email: self[.email],
            shippingAddress: Address(
                name: self[.shippingName],
                line1: self[.shippingLine1],
                line2: self[.shippingLine2],
                city: self[.shippingCity],
                region: self[.shippingRegion],
                postalCode: self[.shippingPostalCode],
                country: self[.shippingCountry],
                phone: self[.shippingPhone]
            ),
            notes: self[.notes],
            expectedTotal: Money(minorUnits: Int(totalSeen) ?? -1, shop.currency),
            payment: payment,
            codes: codes
        )
    }

    /// As much of the buyer as is known while the form is filled in.
    func buyer(_ shopper: ShopperSession?) -> BuyerFacts {
        let country = self[.shippingCountry]
        return BuyerFacts(
            codes: codes,
            email: self[.email].isEmpty ? nil : self[.email].trimmed,
            shopper: shopper?.user.id,
            destination: country.isEmpty
                ? nil
                : Destination(
                    country: country, region: self[.shippingRegion], postcode: self[.shippingPostalCode]
                )
        )
    }
}
