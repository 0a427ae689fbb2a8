package import Foundation
package import Pricing

/// An order as its page shows it.
package struct Order: Hashable, Sendable {
    package let id: ID<Order>
    package let number: String
    package let token: OrderToken
    package let status: OrderStatus
    package let fulfillmentStatus: FulfillmentStatus
    package let paymentStatus: PaymentStatus
    package let payment: CheckoutPayment
    package let subtotal: Money
    package let tax: Money
    package let shipping: Money
    package let discount: Money
    package let total: Money
    package let email: String
    package let shippingAddress: Address?
    package let billingAddress: Address?
    package let shippingMethod: String?
    package let trackingNumber: String?
    package let customerNotes: String?
    package let placedAt: Date
    package let paidAt: Date?
    package let cancelledAt: Date?
}

/// A line of an order: the product as it was when it was ordered.
package struct OrderLine: Hashable, Sendable {
    package let id: ID<OrderLine>
    package let product: ID<Product>?
    package let variant: ID<Variant>?
    package let name: String
    package let variantTitle: String?
    package let sku: String?
    package let image: String?
    package let quantity: Int
    package let unitPrice: Money
    package let total: Money
}

/// Something that happened to an order, for its timeline.
package struct TimelineEntry: Hashable, Sendable {
    /// Stable words such as `placed`, `paid`, `cancelled`; the surface says them as sentences.
    package let kind: String
    package let message: String?
    package let at: Date
}

/// An order with all that its page shows.
package struct OrderPage: Hashable, Sendable {
    package let order: Order
    package let lines: [OrderLine]
    package let timeline: [TimelineEntry]
}
