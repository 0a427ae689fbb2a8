import Postgres

/// Erases accounts with all that hangs on them, in slices. The accounts' own rows go last, so that whoever is killed
/// before finds them again.
struct EraseAccounts: Sendable {
    let database: Database
    let catalogue: TenantCatalogue
    let slice: Int

    /// An account takes a customer or a membership along: with both, a slice is still a slice.
    private var accountsAtOnce: Int { max(1, slice / 4) }

    /// How many accounts went.
    /// - Parameter accounts: selects their ids, and no more of those that are gone.
    func callAsFunction(_ accounts: SQL, _ progress: (Int, String) -> Void) async throws -> Int {
        var erased = 0
        while case let batch = try await next(accounts), !batch.isEmpty {
            try await strip(batch)
            erased += try await count("DELETE FROM auth.users WHERE id = ANY (\(batch)) AND id IN (\(accounts))")
            progress(batch.count, "auth.users")
        }
        return erased
    }

    /// Sessions, tokens and factors, and what the log knows of the people.
    func strip(_ accounts: [ID<User>]) async throws {
        for table in catalogue.accountTablesToErase {
            // Text in this one table, as Supabase Auth has it.
            let owners: SQL = table.name == "auth.refresh_tokens" ? "\(accounts.map(\.description))" : "\(accounts)"
            let key = table.primaryKey.map(SQL.identifier).joined(separator: ", ")
            try await untilNone(
                """
                DELETE FROM \(table.identifier) WHERE (\(key)) IN (
                    SELECT \(key) FROM \(table.identifier) WHERE user_id = ANY (\(owners)) LIMIT \(slice))
                """
            )
        }
        while try await forget(accounts) > 0 {}
    }

    private func next(_ accounts: SQL) async throws -> [ID<User>] {
        try await database.transaction(as: .service(store: nil)) { db in
            try await db.query("SELECT a.id FROM (\(accounts)) AS a LIMIT \(accountsAtOnce)").map { try $0[0] }
        }
    }

    private func forget(_ accounts: [ID<User>]) async throws -> Int {
        try await database.transaction(as: .service(store: nil)) { db in
            try await db.one("SELECT app.erase_account_audit(\(accounts), \(Int32(clamping: slice)))::bigint")[0]
        }
    }

    private func untilNone(_ statement: SQL) async throws {
        while try await count(statement) > 0 {}
    }

    private func count(_ statement: SQL) async throws -> Int {
        try await database.transaction(as: .service(store: nil), retry: .conflicts()) { db in
            try await db.execute(statement)
        }
    }
}
