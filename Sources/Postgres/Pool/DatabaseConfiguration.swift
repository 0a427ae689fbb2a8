/// Where the database is and how the pool behaves.
package struct DatabaseConfiguration: Sendable {
    /// A URL (`postgresql://…`) or a keyword string (`host=… dbname=…`), as libpq reads them; passwords also come from
    /// `PGPASSFILE`, TLS from `sslmode` and its companions.
    package var connectionString: String
    package var applicationName = "sellusgenie"
    /// Open connections at most.
    package var poolSize = 16
    /// Callers that may wait for a connection; one more is refused at once.
    package var queueLimit = 1_000
    /// Connections that one lane may hold, so that a tenant's slow statements leave the others theirs. Nil: lanes are
    /// not told apart, and callers are served in the order they came.
    package var laneLimit: Int?
    /// Longest wait for a connection, a new one's making included.
    package var leaseTimeout: Duration = .seconds(5)
    /// Longest wait, at shutdown, for leases to end.
    package var drainTimeout: Duration = .seconds(10)
    /// nil leaves the role's setting. Not sent where statements are not prepared: a pooler refuses session settings.
    package var statementTimeout: Duration?
    package var lockTimeout: Duration?
    /// Off behind PgBouncer in transaction mode before 1.21.
    package var preparesStatements = true

    package init(connectionString: String) {
        self.connectionString = connectionString
    }

    /// libpq's keywords for one connection.
    package var parameters: [String: String] {
        var parameters = [
            "dbname": connectionString, "application_name": applicationName, "client_encoding": "UTF8",
            "connect_timeout": "5", "keepalives_idle": "30", "tcp_user_timeout": "20000",
        ]
        let settings = [("statement_timeout", statementTimeout), ("lock_timeout", lockTimeout)]
        let options = settings.compactMap { name, limit in limit.map { "-c \(name)=\($0.milliseconds)" } }
        if preparesStatements && !options.isEmpty { parameters["options"] = options.joined(separator: " ") }
        return parameters
    }
}

extension Duration {
    var milliseconds: Int64 { components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000 }
}
