/// What a webhook can be told about.
package enum WebhookTopic: String, Hashable, Sendable, CaseIterable {
    case orderCreated = "order.created"
    case orderPaid = "order.paid"
    case orderShipped = "order.shipped"
    case orderCancelled = "order.cancelled"
    case orderRefunded = "order.refunded"
    case productCreated = "product.created"
    case productUpdated = "product.updated"
    case productDeleted = "product.deleted"
    case customerCreated = "customer.created"
    case customerUpdated = "customer.updated"

    /// Sent when the owner asks for it.
    package static let test = "webhook.test"
}
