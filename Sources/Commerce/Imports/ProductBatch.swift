/// Products that are stored together, as the rows of the tables they go to.
struct ProductBatch: Sendable {
    private(set) var drafts: [ProductDraft] = []
    private(set) var rows = 0
    private var bytes = 0

    /// A thousand rows keep a transaction at tens of milliseconds; the bytes bound the memory where descriptions are long.
    var isFull: Bool { rows >= 1_000 || bytes >= 2_000_000 }

    var isEmpty: Bool { drafts.isEmpty }

    mutating func append(_ draft: ProductDraft, rows: Int) {
        drafts.append(draft)
        self.rows += rows
        bytes += draft.body.markup.utf8.count
    }

    /// Two halves, to find the product that the database refuses.
    var halves: (ProductBatch, ProductBatch) {
        var halves = (ProductBatch(), ProductBatch())
        halves.0.drafts = Array(drafts.prefix(drafts.count / 2))
        halves.1.drafts = Array(drafts.dropFirst(drafts.count / 2))
        return halves
    }

    /// The same products under the slugs that the store has given them since they were first imported.
    func renamed(_ slugs: [String: String]) -> ProductBatch {
        var batch = self
        for position in batch.drafts.indices {
            if let slug = slugs[batch.drafts[position].handle] { batch.drafts[position].handle = slug }
        }
        return batch
    }
}
