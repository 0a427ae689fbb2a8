extension OrderStatusShow {
    /// What the page of a placed order shows.
    struct Model: Sendable {
        let number: String
        let placed: String
        let payment: Payment
        let steps: [Step]
        let isCancelled: Bool
        let addressLines: [String]
        let email: String
        let summary: OrderSummary
        var notice: Notice?
    }

    /// How the payment stands, and where to pay while it is open.
    struct Payment: Sendable {
        let title: String
        let isPaid: Bool
        var instructions: String?
        var payPath: String?
    }

    /// A step from placed to delivered.
    struct Step: Sendable {
        let title: String
        let isDone: Bool
    }
}
