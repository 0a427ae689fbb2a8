package import Postgres

/// Wraps the data keys of all sealed values with the key that seals today, a slice at a time. Any number of programs may
/// do it at once, and any of them may be killed: a value is wrapped by the one key or by the other.
package struct RewrapSecrets: Sendable {
    private let database: Database
    private let vault: SecretVault
    private let columns: [SealedColumn]

    /// A slice is one transaction of some milliseconds.
    private static let slice = 200
    private static let beforeAll = "00000000-0000-0000-0000-000000000000"

    /// What came of it.
    package struct Outcome: Hashable, Sendable {
        package var rewrapped = 0
        /// Values that do not open, such as `system_api_keys 0193…`.
        package var unreadable: [String] = []
    }

    package init(database: Database, vault: SecretVault, columns: [SealedColumn] = SealedColumn.all) {
        self.database = database
        self.vault = vault
        self.columns = columns
    }

    /// How many values wait.
    package func count() async throws -> Int {
        let counts = try await ourColumns().map { $0.count(notWrappedBy: vault.ring.sealing) }
        let found = try await database.read(as: Persona.service(store: nil).databaseActor, counts)
        return try found.reduce(0) { $0 + (try $1[0].decode("n", as: Int.self)) }
    }

    /// - Parameter report: hears how many are done after every slice.
    package func callAsFunction(report: @Sendable (Int) -> Void = { _ in }) async throws -> Outcome {
        var outcome = Outcome()
        for column in try await ourColumns() {
            var last = Self.beforeAll
            while let next = try await rewrapSlice(of: column, after: last, &outcome) {
                last = next
                report(outcome.rewrapped)
            }
        }
        return outcome
    }

    /// A host that brings its accounts keeps their factors to itself: what is there is not ours, and closed to us.
    private func ourColumns() async throws -> [SealedColumn] {
        let question: SQL = """
            SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = 'auth' AND c.relname = 'schema_migrations')
            """
        let found = try await database.read(as: Persona.service(store: nil).databaseActor, [question])
        let isHosts: Bool = try found[0][0][0]
        return isHosts ? columns.filter { !$0.table.hasPrefix("auth.") } : columns
    }

    /// The id to continue after; nil when there is no more.
    private func rewrapSlice(
        of column: SealedColumn, after last: String, _ outcome: inout Outcome
    ) async throws -> String? {
        let (rows, unreadable) = try await database.transaction(as: .service(store: nil)) { db in
            let rows = try await db.query(
                column.list(notWrappedBy: vault.ring.sealing, after: last, limit: Self.slice), as: SealedRow.self)
            var unreadable: [String] = []
            let changes = rows.compactMap { row -> SQL? in
                guard let text = try? vault.rewrap(row.sealed, for: row.name) else {
                    unreadable.append("\(column.table) \(row.id)")
                    return nil
                }
                return column.replace(row.sealed, in: row.id, with: text)
            }
            if !changes.isEmpty { _ = try await db.pipeline(changes) }
            return (rows, unreadable)
        }
        outcome.rewrapped += rows.count - unreadable.count
        outcome.unreadable += unreadable
        return rows.count < Self.slice ? nil : rows.last?.id
    }
}

private struct SealedRow: PostgresRow {
    let id: String
    let sealed: String
    let name: String

    init(row: Row) throws {
        id = try row["id"]
        sealed = try row["sealed"]
        name = try row["row_name"]
    }
}
