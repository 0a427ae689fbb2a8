extension StoreNew {
    /// What the first page shows.
    struct Beginning: Sendable {
        let name: String
        let country: String
        let problem: String?
        let notice: Notice?
        let isFirst: Bool
    }

    /// What the second page shows.
    struct Model: Sendable {
        let input: StoreInput
        /// Where the shops of this installation are found.
        let host: String
        var problems = StoreInput.Problems()
        var notice: Notice?
    }
}
