extension CartShow {
    /// What the cart's page shows.
    struct Model: Sendable {
        let lines: [Line]
        let subtotal: String
        let canCheckOut: Bool
        var deliveryNote: String?
        var notice: Notice?
        /// What promotions take off the goods, by name.
        var discounts: [OrderSummary.Sum] = []
        var codes: [Code] = []
    }

    /// A code that the shopper typed, and why it gives nothing, if so.
    struct Code: Sendable {
        let code: String
        let problem: String?
    }

    /// A line of the cart.
    struct Line: Sendable {
        let id: String
        let title: String
        /// The chosen options, such as `Linen / L`.
        let variant: String
        let path: String?
        let picture: Picture?
        let quantity: Int
        let unitPrice: String
        let total: String
        /// What stands in the way of buying it.
        var problem: String?
    }
}
