extension HomeShow {
    /// What the first page shows.
    struct Model: Sendable {
        let headline: String
        let introduction: String
        /// The product whose picture opens the page.
        var hero: ProductCard?
        let featured: [ProductCard]
        let newest: [ProductCard]
        let categories: [CategoryTile]
        let promises: [Promise]
    }

    /// A way into a category.
    struct CategoryTile: Sendable {
        let title: String
        let path: String
        var picture: Picture?
    }
}
