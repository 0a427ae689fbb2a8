extension OrderShow {
    /// What an order's page shows.
    struct Model: Sendable {
        let number: String
        let placed: String
        let payment: Badge
        let fulfilment: Badge
        let listPath: String
        let lines: [Line]
        let sums: [Sum]
        let total: String
        let customer: String
        let email: String
        let phone: String?
        let addressLines: [String]
        let note: String?
        let paymentFacts: [Sum]
        let timeline: [Event]
        /// What the person may do with the order as it stands.
        var actions: [Action]
        let actionPath: String
        /// What happened to it, for who may read that.
        var historyPath: String?
        var notice: Notice?
    }

    /// A line of the order.
    struct Line: Sendable {
        let title: String
        let detail: String
        let quantity: Int
        let unitPrice: String
        let total: String
        let picture: String?
    }

    /// A label and what stands beside it.
    struct Sum: Sendable {
        let label: String
        let amount: String
    }

    /// Something that happened to the order.
    struct Event: Sendable {
        let time: String
        let sentence: String
    }
}
