import Postgres

/// Erases a deleted store whose time is over, in slices, each its own transaction: killed anywhere, it goes on where it
/// was when it is run again, and two may do it at once. Orders, lines, payments and refunds go into ``ClosedBooks``.
struct EraseStore: Sendable {
    /// Rows that one transaction touches at most.
    static let slice = 1_000

    let database: Database
    let owner: ID<User>
    let store: ID<Store>
    let years: Int
    var slice = Self.slice

    /// How many rows went.
    /// - Parameter progress: is told of each slice.
    func run(_ catalogue: TenantCatalogue, progress: (Int, String) -> Void = { _, _ in }) async throws -> Int {
        var erased = 0
        // What was under way when the shop closed may have come after its table's turn; then there is one more round.
        repeat { erased += try await eraseRound(catalogue, progress) } while try await !eraseRow()
        return erased + 1
    }

    private func eraseRound(_ catalogue: TenantCatalogue, _ progress: (Int, String) -> Void) async throws -> Int {
        let naming = Set(["customers", "staff"])
        let (last, first) = catalogue.storeTablesToErase.partitioned { naming.contains($0.name) }
        var erased = 0
        for table in first { erased += try await erase(table, progress) }
        // Before the rows go that say whose they are, and after those that a person may have thousands of.
        erased += try await eraseAccounts(catalogue, progress)
        for table in last { erased += try await erase(table, progress) }
        return erased
    }

    private func erase(_ table: TenantTable, _ progress: (Int, String) -> Void) async throws -> Int {
        var erased = 0
        while case let count = try await eraseSlice(of: table), count > 0 {
            erased += count
            progress(count, table.name)
        }
        return erased
    }

    private func eraseSlice(of table: TenantTable) async throws -> Int {
        try await inStore([Self.hold, ClosedBooks.erase(table, limit: slice, years: years)])
    }

    /// Whether the store's row is gone, or its owner has it back.
    private func eraseRow() async throws -> Bool {
        let left = try await inStore([
            Self.hold,
            """
            DELETE FROM stores s WHERE s.id = app.store_id() AND \(Self.isDue)
                AND NOT EXISTS (SELECT FROM orders o WHERE o.store_id = s.id)
            """,
            "SELECT count(*) FROM stores s WHERE s.id = app.store_id() AND \(Self.isDue)",
        ])
        return left == 0
    }

    /// The count of the last statement; none where the store is not there any more.
    private func inStore(_ statements: [SQL]) async throws -> Int {
        do {
            return try await database.transaction(as: Mover(owner: owner).actor(store), retry: .conflicts()) { db in
                try await db.pipeline(statements)[statements.count - 1][0][0]
            }
        } catch let error as PostgresError where error.constraint == "app_enter_refused" {
            return 0
        }
    }

    /// One program at a time: of two, the second would find a table empty while the first is still at it.
    private static let hold: SQL = "SELECT 1 FROM stores WHERE id = app.store_id() FOR NO KEY UPDATE"
    static let isDue: SQL = "s.deleted_at IS NOT NULL AND s.purge_after <= now()"

    /// Customers' and staff's accounts; never one that is somebody else's too.
    private func eraseAccounts(_ catalogue: TenantCatalogue, _ progress: (Int, String) -> Void) async throws -> Int {
        let rows = TenantRows(tenant: owner, stores: [store], catalogue: catalogue)
        let erase = EraseAccounts(database: database, catalogue: catalogue, slice: slice)
        return try await erase(
            """
            SELECT m.id FROM (\(rows.referred)) AS m WHERE m.id <> \(owner) AND NOT (\(rows.isShared("m.id")))
                AND EXISTS (SELECT FROM stores s WHERE s.id = \(store) AND \(Self.isDue))
            """,
            progress
        )
    }
}

extension Array {
    /// Those that meet the condition, and the others, each in their order.
    fileprivate func partitioned(by belongs: (Element) -> Bool) -> ([Element], [Element]) {
        (filter(belongs), filter { !belongs($0) })
    }
}
