import Postgres

/// Erases one store in slices, each its own transaction: killed anywhere, it goes on where it was when it is run again.
/// Orders, lines, payments and refunds go into ``ClosedBooks``.
struct EraseStore: Sendable {
    static let slice = 2_000

    let database: Database
    let owner: ID<User>
    let store: ID<Store>
    let years: Int

    /// How many rows went.
    /// - Parameter progress: is told of each slice.
    func run(_ catalogue: TenantCatalogue, progress: (Int, String) -> Void) async throws -> Int {
        var erased = try await eraseAccounts(catalogue)
        for table in catalogue.storeTablesToErase {
            while true {
                let count = try await eraseSlice(of: table)
                erased += count
                progress(count, table.name)
                if count == 0 { break }
            }
        }
        try await database.transaction(as: Mover(owner: owner).actor(nil)) { db in
            _ = try await db.execute("DELETE FROM stores WHERE id = \(store)")
        }
        return erased + 1
    }

    private func eraseSlice(of table: TenantTable) async throws -> Int {
        let statement = ClosedBooks.erase(table, limit: Self.slice, years: years)
        return try await database.transaction(as: Mover(owner: owner).actor(store), retry: .conflicts()) { db in
            try await db.one(statement)[0]
        }
    }

    /// Customers' and staff's accounts, before the rows go that name them; never one that is somebody else's too.
    private func eraseAccounts(_ catalogue: TenantCatalogue) async throws -> Int {
        let rows = TenantRows(tenant: owner, stores: [store], catalogue: catalogue)
        var erased = 0
        while true {
            let count = try await database.transaction(as: .service(store: nil)) { db in
                // The log forgets where they came from and what they were called.
                try await db.one(
                    """
                    WITH gone AS (
                        DELETE FROM auth.users WHERE id IN (
                            SELECT m.id FROM (\(rows.referred)) AS m
                            WHERE m.id <> \(owner) AND NOT (\(rows.isShared("m.id"))) LIMIT \(Self.slice))
                        RETURNING id
                    )
                    SELECT count(app.erase_account_audit(g.id)) FROM gone g
                    """
                )[0] as Int
            }
            erased += count
            if count == 0 { return erased }
        }
    }
}
