extension ProductIndex {
    /// What the list of products shows.
    struct Model: Sendable {
        let searched: String
        let path: String
        let products: [Row]
        var nextPage: String?
    }

    /// A product in the list.
    struct Row: Sendable {
        let title: String
        let path: String
        let picture: String?
        let state: Badge
        let stock: String
        /// Few enough to order more.
        let isLow: Bool
        let price: String
    }
}
