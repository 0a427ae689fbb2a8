import Commerce
import Foundation
import HTTPSupport
import Pricing

/// An order that was placed just now, and what is left to do about its money.
struct PlacedOrderDocument: Encodable {
    let id: String
    let number: String
    let token: String
    let total: String
    let currency: String
    let payment: Payment

    init(_ order: PlacedOrder) {
        id = order.id.description
        number = order.number
        token = order.token.rawValue
        total = order.total.plain
        currency = order.total.currency.code
        payment = Payment(order.payment)
    }

    static let schema = JSONSchema.answer(
        "PlacedOrder",
        [
            .required("id", .text(.uuid)),
            .required("number", .text(), "What people call it."),
            .required("token", .text(), "Opens it; whoever has the token sees the order."),
            .required("total", .amount),
            .required("currency", .text(matching: "[A-Z]{3}")),
            .required("payment", Payment.schema),
        ])

    struct Payment: Encodable {
        let step: String
        @OrNull private(set) var clientSecret: String?
        @OrNull private(set) var publishableKey: String?

        init(_ step: PaymentStep) {
            switch step {
            case .nothing: self.step = "nothing"
            case .paid: self.step = "paid"
            case .card(_, let clientSecret, let publishableKey):
                self.step = "confirm_card"
                self.clientSecret = clientSecret.reveal()
                self.publishableKey = publishableKey
            }
        }

        static let schema = JSONSchema.answer(
            "PaymentStep",
            [
                .required(
                    "step", .choice(["nothing", "confirm_card", "paid"]),
                    "`confirm_card`: the browser confirms the payment with Stripe's own script."),
                .required("client_secret", .text().orNull, "For Stripe's script."),
                .required("publishable_key", .text().orNull, "For Stripe's script."),
            ])
    }
}

/// An order as its buyer sees it.
struct OrderStatusDocument: Encodable {
    let number: String
    let status: String
    let paymentStatus: String
    let fulfillmentStatus: String
    let placedAt: Date
    let subtotal: String
    let discount: String
    let shipping: String
    let tax: String
    let total: String
    let currency: String
    let items: [OrderItemDocument]

    init(_ page: OrderPage) {
        let order = page.order
        number = order.number
        status = order.status.rawValue
        paymentStatus = order.paymentStatus.rawValue
        fulfillmentStatus = order.fulfillmentStatus.rawValue
        placedAt = order.placedAt
        subtotal = order.subtotal.plain
        discount = order.discount.plain
        shipping = order.shipping.plain
        tax = order.tax.plain
        total = order.total.plain
        currency = order.total.currency.code
        items = page.lines.map(OrderItemDocument.init)
    }

    static let schema = JSONSchema.answer(
        "ShopOrder",
        [
            .required("number", .text()),
            .required("status", .choice(of: OrderStatus.self)),
            .required("payment_status", .choice(of: PaymentStatus.self)),
            .required("fulfillment_status", .choice(of: FulfillmentStatus.self)),
            .required("placed_at", .text(.dateTime)),
            .required("subtotal", .amount, "The goods, without tax."),
            .required("discount", .amount),
            .required("shipping", .amount),
            .required("tax", .amount),
            .required("total", .amount),
            .required("currency", .text(matching: "[A-Z]{3}")),
            .required("items", .list(of: OrderItemDocument.schema)),
        ])
}

/// A line of an order: the product as it was when it was ordered.
struct OrderItemDocument: Encodable {
    let id: String
    @OrNull private(set) var product: String?
    @OrNull private(set) var variant: String?
    let name: String
    @OrNull private(set) var variantTitle: String?
    @OrNull private(set) var sku: String?
    let quantity: Int
    let unitPrice: String
    let total: String

    init(_ line: OrderLine) {
        id = line.id.description
        product = line.product?.description
        variant = line.variant?.description
        name = line.name
        variantTitle = line.variantTitle
        sku = line.sku
        quantity = line.quantity
        unitPrice = line.unitPrice.plain
        total = line.total.plain
    }

    static let schema = JSONSchema.answer(
        "OrderItem",
        [
            .required("id", .text(.uuid)),
            .required("product", .text(.uuid).orNull, "Null where it is no longer known."),
            .required("variant", .text(.uuid).orNull),
            .required("name", .text()),
            .required("variant_title", .text().orNull),
            .required("sku", .text().orNull),
            .required("quantity", .integer()),
            .required("unit_price", .amount),
            .required("total", .amount),
        ])
}

/// What the payment provider said.
struct PaymentOutcomeDocument: Encodable {
    let outcome: String

    init(_ outcome: FinalizePayment.Outcome) {
        self.outcome = outcome == .paid ? "paid" : outcome == .waiting ? "waiting" : "failed"
    }

    static let schema = JSONSchema.answer(
        "PaymentOutcome",
        [
            .required(
                "outcome", .choice(["paid", "waiting", "failed"]),
                "`waiting`: nothing is decided yet. `failed`: another card may be tried, while the order stands.")
        ])
}
