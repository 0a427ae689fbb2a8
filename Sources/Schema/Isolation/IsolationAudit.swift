import CSchemaFiles
package import Postgres

/// Tries every command of every persona on every table, on its own rows and on those of others, and compares what
/// happens with the matrix. In one transaction that is rolled back.
package struct IsolationAudit {
    let connection: Connection
    let matrix: IsolationMatrix
    private var attempts = 0
    private var findings: [IsolationCertificate.Finding] = []

    /// - Parameter connection: one of `sellusgenie_app`, outside a transaction.
    package static func run(on connection: Connection) async throws -> IsolationCertificate {
        try await run(on: connection, matrix: .embedded())
    }

    package static func run(
        on connection: Connection, matrix: IsolationMatrix
    ) async throws -> IsolationCertificate {
        var audit = IsolationAudit(connection: connection, matrix: matrix)
        try await connection.execute("BEGIN")
        do {
            let certificate = try await audit.certificate()
            try await connection.execute("ROLLBACK")
            return certificate
        } catch {
            try await connection.execute("ROLLBACK")
            throw error
        }
    }

    private init(connection: Connection, matrix: IsolationMatrix) {
        self.connection = connection
        self.matrix = matrix
    }

    private mutating func certificate() async throws -> IsolationCertificate {
        let tables = try await connection.query(IsolationTable.list, as: IsolationTable.self)
        let roles = Set(IsolationPersona.all.map(\.role)).sorted()
        let privileges = try IsolationPrivileges(await connection.query(IsolationPrivileges.list(roles: roles)))
        findings += IsolationStructure.findings(tables, privileges, matrix)
        try await IsolationSeed.sow(on: connection)
        let entries = tables.compactMap { table in matrix.entries[table.name].map { (table, $0) } }
        for persona in IsolationPersona.all {
            for (table, entry) in entries {
                try await check(IsolationTrial(persona: persona, table: table, entry: entry, privileges: privileges))
            }
        }
        try await checkSuspended()
        return try await certificate(tables: tables.count)
    }

    /// Who is let in once the operator has suspended the store.
    private mutating func checkSuspended() async throws {
        let suspend: SQL = "UPDATE stores SET suspended_at = now() WHERE id = \(IsolationPersona.store)::text::uuid"
        _ = try await connection.pipeline(["SELECT app.enter('service_role', '{}', NULL)", suspend, "RESET ROLE"])
        for persona in IsolationPersona.all {
            let isLetIn = try await persona.isLetIn(on: connection)
            attempts += 1
            guard isLetIn != matrix.enteringSuspended.contains(persona.name) else { continue }
            findings.append(
                IsolationCertificate.Finding(
                    table: "stores", persona: persona.name, command: nil,
                    problem: isLetIn ? "is let into a suspended store" : "is kept out of a suspended store"))
        }
    }

    private mutating func check(_ trial: IsolationTrial) async throws {
        for tenant in trial.tenants {
            let row = try await trial.seededRow(tenant, on: connection)
            for command in IsolationCommand.allCases {
                let outcome = try await trial.outcome(command, on: tenant, row: row, connection)
                let expected = trial.isAllowed(command, on: tenant)
                attempts += 1
                guard outcome != expected else { continue }
                let whose = "\(tenant)".replacing("own", with: "its own")
                findings.append(
                    IsolationCertificate.Finding(
                        table: trial.table.name, persona: trial.persona.name, command: command,
                        problem: outcome ? "reaches a row that is \(whose)" : "does not reach a row that is \(whose)"))
            }
        }
    }

    private func certificate(tables: Int) async throws -> IsolationCertificate {
        let about = try await connection.query("SELECT current_database()::text, current_setting('server_version')")
        return IsolationCertificate(
            database: try about[0][0], serverVersion: try about[0][1], tables: tables,
            personas: IsolationPersona.all.count, attempts: attempts, findings: findings)
    }
}
