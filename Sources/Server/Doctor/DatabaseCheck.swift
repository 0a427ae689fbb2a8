import Postgres

/// A question to the catalogue; each row of the answer is a fault.
struct DatabaseCheck: Sendable {
    let name: String
    let severity: Finding.Severity
    /// What to do, with the row's subject in it.
    let remedy: @Sendable (String) -> String
    /// Returns one text column: what is at fault.
    let query: SQL

    static let all: [DatabaseCheck] = roles + isolation + growth

    func findings(on connection: Connection) async throws -> [Finding] {
        try await connection.query(query).map { row in
            let subject: String = try row[0]
            return Finding(check: name, severity: severity, subject: subject, remedy: remedy(subject))
        }
    }
}

extension DatabaseCheck {
    /// Our schemas; those of the host and of extensions are theirs.
    static let ourSchemas: SQL = "('public', 'app', 'partitions')"
}
