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
        /// Its page in the shop, while it is published.
        let shopPath: String?
        let picture: String?
        let state: Badge
        let stock: String
        let price: String
    }
}
