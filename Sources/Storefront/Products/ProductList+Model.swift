extension ProductList {
    /// A shelf of products: all of them, those of a category, or those that a search found.
    struct Model: Sendable {
        let title: String
        var introduction = ""
        let breadcrumbs: Breadcrumbs
        let products: [ProductCard]
        /// The path of this list without sorting and page.
        let path: String
        let sorting: [SortChoice]
        var nextPage: String?
        var isSearch = false
    }

    /// One way to sort.
    struct SortChoice: Sendable {
        let value: String
        let title: String
        let isChosen: Bool
    }
}
