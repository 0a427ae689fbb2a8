import CLibPQ

/// How much a transaction sees of others.
package enum IsolationLevel: Sendable {
    case readCommitted, repeatableRead, serializable

    var begin: SQL {
        switch self {
        case .readCommitted: "BEGIN"
        case .repeatableRead: "BEGIN ISOLATION LEVEL REPEATABLE READ"
        case .serializable: "BEGIN ISOLATION LEVEL SERIALIZABLE"
        }
    }
}

extension Connection {
    /// Runs `body` in a transaction as `actor`; BEGIN and the actor's entry travel with its first statement.
    /// - Throws: the body's error when the rollback went well, ``TransactionError`` when more than the body failed.
    package nonisolated func transaction<Value: Sendable>(
        as actor: DatabaseActor? = nil, isolation: IsolationLevel = .readCommitted,
        _ body: (Connection) async throws -> Value
    ) async throws -> Value {
        await open(isolation, as: actor)
        let value: Value
        do {
            value = try await body(self)
        } catch {
            throw await failure(of: error)
        }
        do {
            try await commit()
        } catch {
            throw TransactionError(commit: error)
        }
        return value
    }

    /// Runs `body` so that its failure undoes only itself, not the transaction around it.
    package nonisolated func savepoint<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
        try await execute("SAVEPOINT inner_step")
        let value: Value
        do {
            value = try await body()
        } catch {
            do {
                _ = try await pipeline(["ROLLBACK TO SAVEPOINT inner_step", "RELEASE SAVEPOINT inner_step"])
            } catch let rollback {
                throw TransactionError(body: error, rollback: rollback)
            }
            throw error
        }
        try await execute("RELEASE SAVEPOINT inner_step")
        return value
    }

    private func open(_ isolation: IsolationLevel, as actor: DatabaseActor?) {
        role = actor?.name ?? ""
        prologue = [isolation.begin] + (actor.map { [$0.entry] } ?? [])
    }

    /// A COMMIT of a transaction that had failed answers ROLLBACK without an error; that must not pass as success.
    private func commit() async throws {
        guard prologue.isEmpty else {
            prologue = []
            return
        }
        let hadFailed = PQtransactionStatus(handle.pointer) == PQTRANS_INERROR
        try await execute("COMMIT")
        if hadFailed { throw PostgresClientError.rolledBackInsteadOfCommitted }
    }

    /// The body's error, alone or with what the rollback said. Shielded: a cancelled task still rolls back.
    private nonisolated func failure(of error: any Error) async -> any Error {
        let outcome = await Task { try await self.rollback() }.result
        guard case .failure(let second) = outcome, !(second is PostgresClientError) else { return error }
        return TransactionError(body: error, rollback: second)
    }

    /// Nothing to do where nothing was sent or the connection is gone: the server rolls back by itself.
    private func rollback() async throws {
        prologue = []
        guard !handle.isBroken, !handle.isIdle else { return }
        try await execute("ROLLBACK")
    }
}
