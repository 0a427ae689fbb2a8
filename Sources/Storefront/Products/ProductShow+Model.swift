import HTTPSupport

extension ProductShow {
    /// What a product's page shows.
    struct Model: Sendable {
        let title: String
        let breadcrumbs: Breadcrumbs
        let pictures: [Picture]
        let price: PriceTag
        let summary: String
        /// Sanitised when it was imported or written.
        let description: HTML
        let options: [Option]
        /// For the script that follows the choice; the page works without it.
        let variants: [Variant]
        let availability: Availability
        let articleNumber: String?
        let productSlug: String
        let addPath: String
        /// Whether the price includes tax, where it does.
        var taxNote: String?
        var promises: [Promise] = []
        var related: [ProductCard] = []
        var quantity = "1"
        var notice: Notice?
        /// What search engines call it, where that is not its name.
        var searchTitle: String?
    }

    /// An axis such as size, with its values.
    struct Option: Sendable {
        let name: String
        /// The form field, `option1` to `option3`.
        let field: String
        let values: [String]
        let chosen: String?
    }

    /// One buyable combination, as the script reads it.
    struct Variant: Sendable, Encodable {
        let options: [String]
        let price: String
        let before: String?
        let available: Bool
        let note: String
        let picture: String?
    }

    /// Whether it can be bought, with the sentence beside the button.
    struct Availability: Sendable {
        let isAvailable: Bool
        let sentence: String
    }
}
