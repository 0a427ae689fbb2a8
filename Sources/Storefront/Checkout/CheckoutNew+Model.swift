extension CheckoutNew {
    /// What the checkout shows.
    struct Model: Sendable {
        let form: CheckoutForm
        let problems: [CheckoutForm.Field: String]
        let summary: OrderSummary
        let formToken: String
        let paysByCard: Bool
        var notice: Notice?
    }
}
