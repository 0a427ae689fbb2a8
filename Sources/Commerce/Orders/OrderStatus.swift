/// Where an order stands, as its owner and its buyer see it.
package enum OrderStatus: String, Hashable, Sendable, CaseIterable {
    case pending, processing, shipped, delivered, cancelled, refunded
}

/// What happens to orders.
package enum OrderEvent: String, Hashable, Sendable, CaseIterable {
    /// The owner takes the order on before it is paid, as with cash on delivery.
    case accepted
    case paid, shipped, delivered, cancelled, refunded
}

extension OrderStatus {
    /// The transition table: the status after `event`, or nothing when the event cannot happen in this status.
    /// Money may come after the goods, and even after a cancellation, where it must go back.
    package func next(after event: OrderEvent) -> OrderStatus? {
        switch (self, event) {
        case (.pending, .accepted), (.pending, .paid): .processing
        case (.processing, .shipped): .shipped
        case (.processing, .delivered), (.shipped, .delivered): .delivered
        case (.pending, .cancelled), (.processing, .cancelled): .cancelled
        case (.processing, .refunded), (.shipped, .refunded): .refunded
        case (.delivered, .refunded), (.cancelled, .refunded): .refunded
        case (.processing, .paid), (.shipped, .paid), (.delivered, .paid), (.cancelled, .paid): self
        default: nil
        }
    }
}

/// How much of an order has left the house.
package enum FulfillmentStatus: String, Hashable, Sendable, CaseIterable {
    case unfulfilled, partial, fulfilled
}

/// Where an order's money stands.
package enum PaymentStatus: String, Hashable, Sendable, CaseIterable {
    case pending, authorized, paid, partial, failed, voided, refunded
    case partiallyRefunded = "partially_refunded"
}
