package import Postgres

/// Erases the stores that their owners deleted thirty days ago. A schedule's work: two programs may do it at once, and
/// what one that was killed has left, the next round finds.
package struct EraseDeletedStores: Sendable {
    private let database: Database
    private let years: Int
    private let slice: Int

    /// - Parameters:
    ///   - years: how long books are kept.
    ///   - slice: rows that one transaction touches at most.
    package init(database: Database, years: Int = ClosedBooks.usualYears, slice: Int = 1_000) {
        self.database = database
        self.years = years
        self.slice = slice
    }

    /// - Parameter progress: is told of each slice, and the table that is being emptied.
    package func callAsFunction(progress: (_ rows: Int, _ table: String) -> Void = { _, _ in }) async throws {
        let (catalogue, due) = try await database.transaction(as: .service(store: nil)) { db in
            let due = try await db.query(
                "SELECT s.id, s.store_owner_id FROM stores s WHERE \(EraseStore.isDue) ORDER BY s.purge_after LIMIT 100"
            )
            return (due.isEmpty ? nil : try await TenantCatalogue.read(on: db), due)
        }
        guard let catalogue else { return }
        for row in due {
            let erase = EraseStore(
                database: database, owner: try row["store_owner_id"], store: try row["id"], years: years, slice: slice)
            _ = try await erase.run(catalogue, progress: progress)
        }
    }
}
