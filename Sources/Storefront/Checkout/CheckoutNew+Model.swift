import Commerce

extension CheckoutNew {
    /// What the checkout shows.
    struct Model: Sendable {
        let input: CheckoutInput
        var problems: [CheckoutField: FieldProblem] = [:]
        let summary: OrderSummary
        let formToken: String
        let paysByCard: Bool
        var notice: Notice?
    }
}
