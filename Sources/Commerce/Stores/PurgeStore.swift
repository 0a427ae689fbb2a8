package import Postgres

/// Erases a deleted store whose thirty days are over, slice by slice: no transaction is long, and what a killed program
/// leaves, the next call finds. The books stay without the people in them.
package struct PurgeStore: Sendable {
    /// Rows that one transaction touches at most.
    private let slice: Int32
    private let database: Database

    package init(database: Database, slice: Int = 1_000) {
        self.database = database
        self.slice = Int32(clamping: slice)
    }

    /// What is left: nothing, or the books that law asks for.
    package struct Books: Hashable, Sendable {
        package let orders: Int
        package let payments: Int
        package let refunds: Int
    }

    /// Does nothing to a store that may not be erased yet. To erase one at once, set `deleted_at` and `purge_after`
    /// to now.
    /// - Parameter onSlice: told the number of rows after each slice.
    @discardableResult
    package func callAsFunction(
        _ store: ID<Store>,
        onSlice: @Sendable (Int) -> Void = { _ in }
    ) async throws -> Books {
        while try await purgeAccounts(of: store) > 0 {}
        while try await purgeSlice(of: store, onSlice) {}
        return try await books(of: store)
    }

    /// Every store that is due. As a schedule's work it may be done by two programs at once: one does, one passes on.
    package func due() async throws {
        let due = try await database.transaction(as: .service(store: nil)) { db in
            try await db.query("SELECT id FROM stores WHERE purge_after <= now() AND deleted_at IS NOT NULL LIMIT 100")
                .map { try $0.decode("id", as: ID<Store>.self) }
        }
        for store in due { try await callAsFunction(store) }
    }

    /// The accounts of the store's shoppers are theirs here alone. First, because afterwards nothing tells whose they were.
    private func purgeAccounts(of store: ID<Store>) async throws -> Int {
        try await database.transaction(as: .service(store: nil), retry: .conflicts()) { db in
            try await db.execute(
                """
                DELETE FROM auth.users WHERE id IN (
                    SELECT u.id FROM auth.users u JOIN stores s ON s.id = u.instance_id
                    WHERE s.id = \(store) AND s.deleted_at IS NOT NULL AND s.purge_after <= now() LIMIT \(slice)
                )
                """
            )
        }
    }

    private func purgeSlice(of store: ID<Store>, _ onSlice: @Sendable (Int) -> Void) async throws -> Bool {
        do {
            let touched = try await database.transaction(as: .service(store: store), retry: .conflicts()) { db in
                try await db.one("SELECT app.purge_store(\(slice)) AS touched").decode("touched", as: Int32.self)
            }
            onSlice(Int(touched))
            return touched > 0
        } catch let error as PostgresError where error.constraint == "app_enter_refused" {
            // Another program has just removed it.
            return false
        }
    }

    private func books(of store: ID<Store>) async throws -> Books {
        let row = try await database.transaction(as: .service(store: nil)) { db in
            try await db.one(
                """
                SELECT (SELECT count(*) FROM orders WHERE store_id = \(store)) AS orders,
                    (SELECT count(*) FROM payments WHERE store_id = \(store)) AS payments,
                    (SELECT count(*) FROM refunds WHERE store_id = \(store)) AS refunds
                """
            )
        }
        return Books(orders: try row["orders"], payments: try row["payments"], refunds: try row["refunds"])
    }
}
