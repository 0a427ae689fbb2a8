import Commerce
import Foundation
import HTTPSupport
import Pricing

/// What a buyer orders with, beside the cart.
struct OrderBody: Decodable {
    let email: String
    let shippingAddress: AddressBody
    let billingAddress: AddressBody?
    let notes: String?
    let acceptsMarketing: Bool?
    let expectedTotal: String
    let payment: CheckoutPayment?
    let codes: [String]?

    /// A total that the currency cannot express is no total that anybody saw.
    func form(in shop: Shop, payment: CheckoutPayment) -> CheckoutForm {
        let seen = Decimal(string: expectedTotal, locale: nil).flatMap { try? Money($0, shop.currency) }
        return CheckoutForm(
            email: email,
            shippingAddress: shippingAddress.address,
            billingAddress: billingAddress?.address,
            notes: notes,
            acceptsMarketing: acceptsMarketing ?? false,
            expectedTotal: seen ?? Money(minorUnits: -1, shop.currency),
            payment: payment,
            codes: codes ?? []
        )
    }

    static let schema = JSONSchema.input(
        "OrderInput",
        [
            .required("email", .text(1...254).example("ada@example.com")),
            .required("shipping_address", AddressBody.schema),
            .optional("billing_address", AddressBody.schema.orNull, "Without it the shipping address."),
            .optional("notes", .text(0...2_000).orNull, "To the shop."),
            .optional("accepts_marketing", .boolean, "Wants the shop's letters about offers. Without it false."),
            .required("expected_total", .amount, "The total of the quote that the buyer saw."),
            .optional("payment", .choice(["card", "manual"]), "Without it the shop's first."),
            .optional("codes", .codes, "For discounts."),
        ])
}

/// Where a parcel goes, or a bill.
struct AddressBody: Codable {
    let name: String
    let line1: String
    let line2: String?
    let city: String
    let region: String?
    let postalCode: String?
    let country: String
    let phone: String?

    var address: Address {
        Address(
            name: name, line1: line1, line2: line2, city: city, region: region, postalCode: postalCode,
            country: country, phone: phone)
    }

    static let schema = JSONSchema.input(
        "AddressInput",
        [
            .required("name", .words(upTo: 200).example("Ada Lovelace")),
            .required("line1", .words(upTo: 200).example("12 St James's Square")),
            .optional("line2", .text(0...200).orNull),
            .required("city", .words(upTo: 200).example("London")),
            .optional("region", .text(0...200).orNull),
            .optional("postal_code", .text(0...200).orNull),
            .required("country", .text(matching: "[A-Z]{2}").example("GB"), "ISO 3166's two letters."),
            .optional("phone", .text(0...200).orNull),
        ])
}
