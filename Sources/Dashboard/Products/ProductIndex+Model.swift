import Commerce

extension ProductIndex {
    /// What the list of products shows.
    struct Model: Sendable {
        let store: Store
        /// The products that were taken off the shop.
        let isArchive: Bool
        let searched: String
        let products: [Row]
        var nextPage: String?
        /// Whether the person may add products.
        var isEditable = true
        var notice: Notice?

        var path: String { DashboardChrome.StoreLink(store).path("/products") }
        var archivePath: String { path + "/archived" }
        var categoriesPath: String { DashboardChrome.StoreLink(store).path("/categories") }
        var importsPath: String { DashboardChrome.StoreLink(store).path("/imports") }
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
