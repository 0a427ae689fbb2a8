extension ProductEdit {
    /// What a product's page shows.
    struct Model: Sendable {
        let title: String
        let state: Badge
        let picture: String?
        let listPath: String
        /// Its page in the shop, while it is published.
        let shopPath: String?
        let savePath: String
        /// What happened to it, for who may read that.
        var historyPath: String?
        let archivePath: String
        let currency: String
        let version: String
        let details: DetailsForm
        let rows: [Row]
        /// Whether the person may change the product; who may not reads it.
        var isEditable = true
        var notice: Notice?
    }

    /// A variant's row.
    struct Row: Sendable {
        /// Nil for a simple product, which is its own only variant.
        let title: String?
        let price: Field
        let before: Field
        let sku: Field
        let barcode: Field
        let weight: Field
        /// Nil where nobody counts.
        let stock: Field?
        let expectedName: String
        let expected: Int
        /// Such as `2 held for orders`; empty where none are.
        let reserved: String
    }

    /// A text field with what was typed and what is wrong with it.
    struct Field: Sendable {
        let name: String
        let label: String
        let value: String
        var problem: String?
    }
}
