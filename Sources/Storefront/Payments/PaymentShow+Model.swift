extension PaymentShow {
    /// What Stripe's fields need, and the way on.
    struct Model: Sendable {
        let orderNumber: String
        let amount: String
        let publishableKey: String
        let clientSecret: String
        /// Absolute, because Stripe sends the browser there.
        let returnAddress: String
        let payPath: String
        let statusPath: String
        let formToken: String
        /// With Stripe's test keys the server can confirm with one of Stripe's test cards, without any script.
        let isTest: Bool
        let summary: OrderSummary
        var notice: Notice?
    }
}
