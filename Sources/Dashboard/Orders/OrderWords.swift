import Commerce

extension OrderStatus {
    var title: String {
        switch self {
        case .pending: "Open"
        case .processing: "To ship"
        case .shipped: "Shipped"
        case .delivered: "Delivered"
        case .cancelled: "Cancelled"
        case .refunded: "Refunded"
        }
    }
}

extension Badge {
    init(_ status: PaymentStatus) {
        switch status {
        case .paid: self.init(word: "Paid", tone: .good)
        case .pending: self.init(word: "Payment due", tone: .waiting)
        case .authorized: self.init(word: "Authorised", tone: .waiting)
        case .failed: self.init(word: "Payment failed", tone: .bad)
        case .voided: self.init(word: "Voided", tone: .quiet)
        case .refunded: self.init(word: "Refunded", tone: .quiet)
        case .partiallyRefunded: self.init(word: "Partly refunded", tone: .quiet)
        default: self.init(word: status.rawValue, tone: .quiet)
        }
    }

    init(_ status: OrderStatus, _ fulfilment: FulfillmentStatus) {
        switch (status, fulfilment) {
        case (.cancelled, _): self.init(word: "Cancelled", tone: .bad)
        case (.delivered, _): self.init(word: "Delivered", tone: .good)
        case (.refunded, _): self.init(word: "Refunded", tone: .quiet)
        case (.shipped, _), (_, .fulfilled): self.init(word: "Shipped", tone: .good)
        case (_, .partial): self.init(word: "Partly shipped", tone: .waiting)
        case (.processing, _): self.init(word: "To ship", tone: .waiting)
        case (.pending, _): self.init(word: "Open", tone: .quiet)
        }
    }
}
