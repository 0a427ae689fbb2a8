import Postgres

extension ProductBatch {
    /// What storing a batch changed, by slug.
    struct Outcome: Sendable {
        /// Where the products that are new stand in the file.
        var newLines: [Int] = []
        var updated = 0
        var unchanged = 0
        var problems: [RowProblem] = []
        var rowsFailed = 0
        /// Where the owner's plan has no more room; what comes after it was not tried.
        var planEnd: PlanEnd?

        static func + (left: Outcome, right: Outcome) -> Outcome {
            Outcome(
                newLines: left.newLines + right.newLines,
                updated: left.updated + right.updated,
                unchanged: left.unchanged + right.unchanged,
                problems: left.problems + right.problems,
                rowsFailed: left.rowsFailed + right.rowsFailed,
                planEnd: left.planEnd ?? right.planEnd
            )
        }
    }

    /// The first product that the plan does not allow.
    struct PlanEnd: Sendable {
        let limit: PlanLimit
        let line: Int
    }

    /// Stores all products of the batch, in the transaction of `db`; two round trips.
    func store(in store: ID<Store>, on db: Connection) async throws -> Outcome {
        let renamed = try await db.query(findRenamed(in: store))
            .map { (old: try $0["old_slug"] as String, new: try $0["slug"] as String) }
        let batch = self.renamed(Dictionary(renamed, uniquingKeysWith: { first, _ in first }))
        let results = try await db.pipeline(batch.statements(in: store))
        return try batch.outcome(of: results)
    }

    private func statements(in store: ID<Store>) throws -> [SQL] {
        let variants = try draftedVariants
        return [
            insertCategories(in: store),
            try upsertProducts(in: store),
            try deleteChangedOptions(in: store),
            try insertOptions(in: store),
            renameVariants(in: store, variants),
            upsertVariants(in: store, variants),
            retireVariants(in: store, variants),
            countStock(in: store, variants),
        ]
    }

    private func outcome(of results: [[Row]]) throws -> Outcome {
        var inserted: Set<String> = []
        var touched: Set<String> = []
        for row in results[1] {
            let slug: String = try row["slug"]
            if try row["is_new"] { inserted.insert(slug) } else { touched.insert(slug) }
        }
        // The statements that return the slugs of what they changed.
        for result in [results[2], results[4], results[5], results[6], results[7]] {
            for row in result { touched.insert(try row["slug"]) }
        }
        touched.subtract(inserted)
        return Outcome(
            newLines: drafts.filter { inserted.contains($0.handle) }.map(\.line),
            updated: touched.count,
            unchanged: drafts.count - inserted.count - touched.count
        )
    }
}
