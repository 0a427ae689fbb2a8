/// When a failed transaction is run again.
package struct RetryPolicy: Sendable {
    package let attempts: Int

    package static let never = RetryPolicy(attempts: 1)

    /// Runs the body again after a serialisation failure or a deadlock; the body must have no effect outside the
    /// transaction.
    package static func conflicts(attempts: Int = 5) -> RetryPolicy { RetryPolicy(attempts: attempts) }
}

extension Database {
    /// Runs `body` in one transaction as `actor`.
    /// - Throws: what the body throws; ``TransactionError`` when COMMIT fails; ``PostgresClientError`` when no connection
    ///   can be had.
    package func transaction<Value: Sendable>(
        as actor: DatabaseActor, isolation: IsolationLevel = .readCommitted, retry: RetryPolicy = .never,
        _ body: (Connection) async throws -> Value
    ) async throws -> Value {
        var attempt = 1
        while true {
            do {
                return try await lease(for: actor.lane) { connection in
                    try await connection.transaction(as: actor, isolation: isolation, body)
                }
            } catch  where attempt < retry.attempts && Self.isConflict(error) {
                attempt += 1
                try await Task.sleep(for: .milliseconds(Int.random(in: 1...10) * attempt))
            }
        }
    }

    /// Several statements as `actor` in one implicit transaction: one round trip for entry, statements and commit.
    package func read(
        as actor: DatabaseActor, _ statements: [SQL], file: String = #fileID, line: Int = #line
    ) async throws -> [[Row]] {
        try await lease(for: actor.lane) { connection in
            try await connection.implicitTransaction(as: actor, statements, file: file, line: line)
        }
    }

    /// The rows of one statement as `actor`, in one round trip.
    package func read<Value: PostgresRow>(
        as actor: DatabaseActor, _ sql: SQL, as: Value.Type = Value.self, file: String = #fileID, line: Int = #line
    ) async throws -> [Value] {
        try await read(as: actor, [sql], file: file, line: line)[0].map(Value.init(row:))
    }

    private static func isConflict(_ error: any Error) -> Bool {
        let cause = (error as? TransactionError)?.commit ?? error
        guard let state = (cause as? PostgresError)?.sqlState else { return false }
        return state == .serializationFailure || state == .deadlockDetected
    }
}

extension Connection {
    fileprivate func implicitTransaction(
        as actor: DatabaseActor, _ statements: [SQL], file: String, line: Int
    ) async throws -> [[Row]] {
        role = actor.name
        prologue = [actor.entry]
        return try await run(statements, file: file, line: line).map(\.rows)
    }
}
