/// Where an order stands, as its owner and its buyer see it.
package enum OrderStatus: String, Hashable, Sendable, CaseIterable {
    case pending, processing, shipped, delivered, cancelled, refunded
}

/// What happens to orders.
package enum OrderEvent: String, Hashable, Sendable, CaseIterable {
    case paid, shipped, delivered, cancelled, refunded
}

extension OrderStatus {
    /// The transition table: the status after `event`, or nothing when the event cannot happen in this status.
    /// Money may come after the goods (cash on delivery), and even after a cancellation, where it must go back.
    package func next(after event: OrderEvent) -> OrderStatus? {
        switch (self, event) {
        case (.pending, .paid): .processing
        case (.pending, .shipped), (.processing, .shipped): .shipped
        case (.shipped, .delivered): .delivered
        case (.pending, .cancelled), (.processing, .cancelled): .cancelled
        case (.processing, .refunded), (.shipped, .refunded): .refunded
        case (.delivered, .refunded), (.cancelled, .refunded): .refunded
        case (.shipped, .paid), (.delivered, .paid), (.cancelled, .paid): self
        default: nil
        }
    }
}

/// How much of an order has left the house.
package enum FulfillmentStatus: String, Hashable, Sendable, CaseIterable {
    case unfulfilled, partial, fulfilled
}

/// Where an order's money stands; kept raw, because the columns took words of the provider's before.
package struct PaymentStatus: Hashable, Sendable, RawRepresentable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package static let pending = Self(rawValue: "pending")
    package static let authorized = Self(rawValue: "authorized")
    package static let paid = Self(rawValue: "paid")
    package static let failed = Self(rawValue: "failed")
    package static let voided = Self(rawValue: "voided")
    package static let refunded = Self(rawValue: "refunded")
    package static let partiallyRefunded = Self(rawValue: "partially_refunded")
}
