import Commerce
import Foundation
import HTTPSupport
import Pricing

/// An order in a list.
struct OrderEntryDocument: Encodable {
    let id: String
    let number: String
    let status: String
    let paymentStatus: String
    let fulfillmentStatus: String
    let total: String
    let currency: String
    let email: String
    let pieces: Int
    let placedAt: Date

    init(_ order: OrderSummary) {
        id = order.id.description
        number = order.number
        status = order.status.rawValue
        paymentStatus = order.paymentStatus.rawValue
        fulfillmentStatus = order.fulfillmentStatus.rawValue
        total = order.total.plain
        currency = order.total.currency.code
        email = order.email
        pieces = order.pieces
        placedAt = order.placedAt
    }

    static let schema = JSONSchema.answer(
        "OrderEntry",
        [
            .required("id", .text(.uuid)),
            .required("number", .text(), "What people call it."),
            .required("status", .choice(of: OrderStatus.self)),
            .required("payment_status", .choice(of: PaymentStatus.self)),
            .required("fulfillment_status", .choice(of: FulfillmentStatus.self)),
            .required("total", .amount),
            .required("currency", .text(matching: "[A-Z]{3}")),
            .required("email", .text()),
            .required("pieces", .integer(), "Of all its lines."),
            .required("placed_at", .text(.dateTime)),
        ])
}

/// An order with its lines and what happened to it.
struct OrderDocument: Encodable {
    let id: String
    let number: String
    let status: String
    let paymentStatus: String
    let fulfillmentStatus: String
    let payment: String
    let subtotal: String
    let discount: String
    let shipping: String
    let tax: String
    let total: String
    let currency: String
    let email: String
    @OrNull private(set) var shippingAddress: AddressDocument?
    @OrNull private(set) var billingAddress: AddressDocument?
    @OrNull private(set) var shippingMethod: String?
    @OrNull private(set) var trackingNumber: String?
    @OrNull private(set) var notes: String?
    let placedAt: Date
    @OrNull private(set) var paidAt: Date?
    @OrNull private(set) var cancelledAt: Date?
    let items: [OrderItemDocument]
    let timeline: [Entry]

    init(_ page: OrderPage) {
        let order = page.order
        id = order.id.description
        number = order.number
        status = order.status.rawValue
        paymentStatus = order.paymentStatus.rawValue
        fulfillmentStatus = order.fulfillmentStatus.rawValue
        payment = order.payment.rawValue
        subtotal = order.subtotal.plain
        discount = order.discount.plain
        shipping = order.shipping.plain
        tax = order.tax.plain
        total = order.total.plain
        currency = order.total.currency.code
        email = order.email
        shippingAddress = order.shippingAddress.map(AddressDocument.init)
        billingAddress = order.billingAddress.map(AddressDocument.init)
        shippingMethod = order.shippingMethod
        trackingNumber = order.trackingNumber
        notes = order.customerNotes
        placedAt = order.placedAt
        paidAt = order.paidAt
        cancelledAt = order.cancelledAt
        items = page.lines.map(OrderItemDocument.init)
        timeline = page.timeline.map(Entry.init)
    }

    static let schema = JSONSchema.answer(
        "Order",
        [
            .required("id", .text(.uuid)),
            .required("number", .text(), "What people call it."),
            .required("status", .choice(of: OrderStatus.self)),
            .required("payment_status", .choice(of: PaymentStatus.self)),
            .required("fulfillment_status", .choice(of: FulfillmentStatus.self)),
            .required("payment", .choice(["card", "manual"])),
            .required("subtotal", .amount, "The goods, without tax."),
            .required("discount", .amount),
            .required("shipping", .amount),
            .required("tax", .amount),
            .required("total", .amount),
            .required("currency", .text(matching: "[A-Z]{3}")),
            .required("email", .text()),
            .required("shipping_address", AddressDocument.schema.orNull),
            .required("billing_address", AddressDocument.schema.orNull),
            .required("shipping_method", .text().orNull),
            .required("tracking_number", .text().orNull),
            .required("notes", .text().orNull, "The buyer's."),
            .required("placed_at", .text(.dateTime)),
            .required("paid_at", .text(.dateTime).orNull),
            .required("cancelled_at", .text(.dateTime).orNull),
            .required("items", .list(of: OrderItemDocument.schema)),
            .required("timeline", .list(of: Entry.schema)),
        ])

    /// Something that happened to it.
    struct Entry: Encodable {
        let kind: String
        @OrNull private(set) var message: String?
        let at: Date

        init(_ entry: TimelineEntry) {
            kind = entry.kind
            message = entry.message
            at = entry.at
        }

        static let schema = JSONSchema.answer(
            "OrderEvent",
            [
                .required("kind", .text(), "A stable word such as `placed` or `paid`."),
                .required("message", .text().orNull),
                .required("at", .text(.dateTime)),
            ])
    }
}

/// An address as it was written.
struct AddressDocument: Encodable {
    let name: String
    let line1: String
    @OrNull private(set) var line2: String?
    let city: String
    @OrNull private(set) var region: String?
    @OrNull private(set) var postalCode: String?
    let country: String
    @OrNull private(set) var phone: String?

    init(_ address: Address) {
        name = address.name
        line1 = address.line1
        line2 = address.line2
        city = address.city
        region = address.region
        postalCode = address.postalCode
        country = address.country
        phone = address.phone
    }

    static let schema = JSONSchema.answer(
        "Address",
        [
            .required("name", .text()),
            .required("line1", .text()),
            .required("line2", .text().orNull),
            .required("city", .text()),
            .required("region", .text().orNull),
            .required("postal_code", .text().orNull),
            .required("country", .text(), "ISO 3166's two letters."),
            .required("phone", .text().orNull),
        ])
}
