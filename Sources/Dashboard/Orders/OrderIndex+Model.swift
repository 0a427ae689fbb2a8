extension OrderIndex {
    /// What the list of orders shows.
    struct Model: Sendable {
        let filters: [Filter]
        let searched: String
        let chosenFilter: String
        let path: String
        let orders: [Row]
        var nextPage: String?
    }

    /// A tab above the list.
    struct Filter: Sendable {
        let title: String
        let path: String
        let isChosen: Bool
    }

    /// An order in the list.
    struct Row: Sendable {
        let number: String
        let path: String
        let placed: String
        let customer: String
        let payment: Badge
        let fulfilment: Badge
        let total: String
    }
}
