import Postgres

/// One persona at one table.
struct IsolationTrial {
    let persona: IsolationPersona
    let table: IsolationTable
    let entry: IsolationMatrix.Entry
    let privileges: IsolationPrivileges

    /// Whose rows are tried.
    var tenants: [RowOwner.Tenant] {
        if entry.owner == .all || persona.spansTenants { return [.own] }
        return entry.owner == .person && persona.hasNeighbours ? [.own, .neighbour, .foreign] : [.own, .foreign]
    }

    func isAllowed(_ command: IsolationCommand, on tenant: RowOwner.Tenant) -> Bool {
        tenant == .own && entry.extent(persona, command) != .nothing
    }

    /// The row as JSON, to be inserted once more: seen by whoever spans tenants.
    func seededRow(_ tenant: RowOwner.Tenant, on connection: Connection) async throws -> String {
        for witness in IsolationPersona.all where witness.spansTenants {
            let readable = privileges.columns(.select, on: table.name, for: witness.role).sorted()
            guard !readable.isEmpty else { continue }
            let columns = readable.map { SQL.identifier($0) }.joined(separator: ", ")
            let condition = entry.owner.condition(tenant, in: table.name, as: persona)
            let seen = try await undone(as: witness, on: connection) {
                try await connection.query(
                    """
                    SELECT to_jsonb(seen)::text FROM (
                        SELECT \(columns) FROM \(table.identifier) WHERE \(condition) LIMIT 1
                    ) AS seen
                    """)
            }
            if let row = seen.first { return try row[0] }
        }
        throw IsolationSeedError(table: table.name)
    }

    /// Whether the command reached the row. Without any grant it cannot, and nothing is sent.
    func outcome(
        _ command: IsolationCommand, on tenant: RowOwner.Tenant, row: String, _ connection: Connection
    ) async throws -> Bool {
        guard !privileges.columns(command, on: table.name, for: persona.role).isEmpty else { return false }
        let statement = statement(command, on: tenant, row: row)
        do {
            let reached = try await undone(as: persona, on: connection) {
                try await connection.query(statement)
            }
            return try reached[0][0] as Int > 0
        } catch let error as PostgresError where error.sqlState == .insufficientPrivilege {
            return false
        } catch let error as PostgresError where error.sqlState.errorClass == "23" {
            // Constraints are checked after the policies let the row through.
            return true
        }
    }

    private func undone<Value>(
        as actor: IsolationPersona, on connection: Connection, _ body: () async throws -> Value
    ) async throws -> Value {
        _ = try await connection.pipeline(["SAVEPOINT trial", actor.entry])
        do {
            let value = try await body()
            try await connection.execute("ROLLBACK TO SAVEPOINT trial")
            return value
        } catch {
            try await connection.execute("ROLLBACK TO SAVEPOINT trial")
            throw error
        }
    }
}

/// `seed.sql` gives a table no row.
package struct IsolationSeedError: Error, CustomStringConvertible {
    let table: String

    package var description: String { "The isolation audit has no row of \(table) to try; add one to seed.sql." }
}
