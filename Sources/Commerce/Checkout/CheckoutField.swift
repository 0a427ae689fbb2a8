/// A field of the checkout's form, named as in the form.
package enum CheckoutField: String, Hashable, Sendable, CaseIterable {
    case email, notes
    case shippingName = "shipping_name"
    case shippingLine1 = "shipping_line1"
    case shippingLine2 = "shipping_line2"
    case shippingCity = "shipping_city"
    case shippingRegion = "shipping_region"
    case shippingPostalCode = "shipping_postal_code"
    case shippingCountry = "shipping_country"
    case shippingPhone = "shipping_phone"
    case billingName = "billing_name"
    case billingLine1 = "billing_line1"
    case billingLine2 = "billing_line2"
    case billingCity = "billing_city"
    case billingRegion = "billing_region"
    case billingPostalCode = "billing_postal_code"
    case billingCountry = "billing_country"
    case billingPhone = "billing_phone"
}

/// What is wrong with a field; the surface says it as a sentence beside the field.
package enum FieldProblem: String, Hashable, Sendable {
    case missing = "field_missing"
    case tooLong = "field_too_long"
    case malformed = "field_malformed"

    package var code: String { rawValue }
}
