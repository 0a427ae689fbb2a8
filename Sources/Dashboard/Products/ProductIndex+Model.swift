import Commerce

extension ProductIndex {
    /// What the list of products shows.
    struct Model: Sendable {
        let store: Store
        /// The products that were taken off the shop.
        let isArchive: Bool
        let searched: String
        let path: String
        let archivePath: String
        let categoriesPath: String
        let importsPath: String
        let products: [Row]
        var nextPage: String?
        /// Whether the person may add products.
        var isEditable = true
        var notice: Notice?
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
