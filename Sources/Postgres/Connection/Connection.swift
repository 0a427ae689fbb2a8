import CLibPQ

/// One connection to PostgreSQL. Used by one task at a time; a second one at once gets
/// ``PostgresClientError/connectionBusy``.
///
/// Outside COPY and scripts it stays in libpq's pipeline mode, so that any number of statements is one round trip.
package actor Connection {
    let handle: ConnectionHandle
    private let preparesStatements: Bool
    var cache = StatementCache()
    var role = ""
    /// Statements that open the transaction; sent together with the first one of the body.
    var prologue: [SQL] = []
    var isBusy = false
    /// Set when a cancellation may still be on its way to this connection.
    private(set) var isTainted = false

    /// - Parameters:
    ///   - parameters: libpq's connection keywords; `dbname` may hold a URL or a keyword string.
    ///   - preparesStatements: off behind a pooler that cannot carry prepared statements between servers.
    /// - Throws: ``PostgresClientError/cannotConnect(_:)``.
    package init(parameters: [String: String], preparesStatements: Bool = true) async throws {
        handle = try await ConnectionHandle.connect(parameters)
        self.preparesStatements = preparesStatements
        guard PQenterPipelineMode(handle.pointer) == 1 else {
            throw PostgresClientError.protocolViolation("cannot enter pipeline mode")
        }
    }

    /// The server's process for this connection, as in `pg_stat_activity`.
    package nonisolated var processID: Int32 { PQbackendPID(handle.pointer) }

    /// Neither broken nor in a transaction nor about to be cancelled: fit for the next user.
    var isReusable: Bool { !handle.isBroken && handle.isIdle && !isTainted && !isBusy }

    // MARK: Statements

    /// All rows of one statement.
    package func query(_ sql: SQL, file: String = #fileID, line: Int = #line) async throws -> [Row] {
        try await run([sql], file: file, line: line)[0].rows
    }

    /// Runs one statement for its effect; returns how many rows it touched.
    @discardableResult
    package func execute(_ sql: SQL, file: String = #fileID, line: Int = #line) async throws -> Int {
        try await run([sql], file: file, line: line)[0].affectedRows
    }

    /// Several statements in one round trip; the first failure ends them all. Outside a transaction they are one
    /// implicit transaction.
    package func pipeline(_ statements: [SQL], file: String = #fileID, line: Int = #line) async throws -> [[Row]] {
        try await run(statements, file: file, line: line).map(\.rows)
    }

    /// The statements, preceded by what opens the transaction when this is its first use.
    func run(_ statements: [SQL], file: String, line: Int) async throws -> [QueryResult] {
        let opening = prologue
        prologue = []
        let results = try await exclusively { try await roundTrip(opening + statements, file: file, line: line) }
        return Array(results.dropFirst(opening.count))
    }

    /// Marks the connection as in use while `body` runs.
    func exclusively<Value>(_ body: () async throws -> Value) async throws -> Value {
        guard !isBusy else { throw PostgresClientError.connectionBusy }
        isBusy = true
        defer { isBusy = false }
        let value: Value
        do {
            value = try await cancelling(body)
        } catch let error as PostgresError where error.sqlState == .queryCanceled && Task.isCancelled {
            throw CancellationError()
        }
        return value
    }

    /// Passes the task's cancellation on to the server, and waits until that has been said.
    private func cancelling<Value>(_ body: () async throws -> Value) async throws -> Value {
        try Task.checkCancellation()
        do {
            let value = try await withTaskCancellationHandler(operation: body, onCancel: { handle.cancel() })
            if Task.isCancelled, await handle.cancellationFinished() { isTainted = true }
            return value
        } catch {
            if Task.isCancelled, await handle.cancellationFinished() { isTainted = true }
            throw error
        }
    }

    // MARK: One round trip

    private func roundTrip(_ statements: [SQL], file: String, line: Int) async throws -> [QueryResult] {
        if cache.isFull && handle.isIdle { try await forgetStatements() }
        var batch = PipelineBatch()
        for statement in statements { try send(statement, in: &batch) }
        try check(PQpipelineSync(handle.pointer))
        try await flush()
        return try await receive(batch, file: file, line: line)
    }

    private func send(_ sql: SQL, in batch: inout PipelineBatch) throws {
        let (text, bindings) = sql.rendered()
        guard preparesStatements else {
            try check(
                bindings.withParameters { types, values, lengths, formats in
                    PQsendQueryParams(handle.pointer, text, Int32(bindings.count), types, values, lengths, formats, 1)
                })
            batch.add(.execute(nil))
            return
        }
        let statement = try prepared(text, bindings, in: &batch)
        try check(
            bindings.withParameters { _, values, lengths, formats in
                PQsendQueryPrepared(handle.pointer, statement.name, Int32(bindings.count), values, lengths, formats, 1)
            })
        batch.add(.execute(statement))
    }

    private func prepared(
        _ text: String, _ bindings: [Binding], in batch: inout PipelineBatch
    ) throws -> StatementCache.Statement {
        let types = bindings.map(\.type.oid)
        let key = StatementCache.Key(role: role, text: text, types: types)
        if let known = cache[key] ?? batch.preparing[key] { return known }
        let statement = cache.makeStatement()
        try check(PQsendPrepare(handle.pointer, statement.name, text, Int32(types.count), types))
        batch.preparing[key] = statement
        batch.add(.prepare(statement, key))
        return statement
    }

    private func receive(_ batch: PipelineBatch, file: String, line: Int) async throws -> [QueryResult] {
        var results: [QueryResult] = []
        results.reserveCapacity(batch.steps.count)
        var failure: PostgresError?
        for step in batch.steps {
            guard let pointer = try await nextResult() else { throw lost("a result is missing") }
            switch PQresultStatus(pointer) {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
                step.accept(pointer, cache: &cache, results: &results)
            case PGRES_PIPELINE_ABORTED:
                PQclear(pointer)
            default:
                failure = failure ?? PostgresError(result: pointer, file: file, line: line)
                PQclear(pointer)
            }
            guard try await nextResult() == nil else { throw lost("a second result") }
        }
        try await receiveSync(after: failure)
        if let failure { throw noted(failure) }
        return results
    }

    private func receiveSync(after failure: PostgresError?) async throws {
        guard let pointer = try await nextResult() else {
            throw failure.flatMap(Self.connectionLoss) ?? lost("the pipeline did not end")
        }
        defer { PQclear(pointer) }
        guard PQresultStatus(pointer) == PGRES_PIPELINE_SYNC else { throw lost("the pipeline did not end") }
    }

    /// A changed table or a pooler makes prepared statements unusable; they are prepared anew at the next use.
    private func noted(_ failure: PostgresError) -> any Error {
        if ["0A000", "26000"].contains(failure.sqlState) { cache.removeAll() }
        return Self.connectionLoss(failure) ?? failure
    }

    /// The server's own word that it ends this connection.
    private static func connectionLoss(_ failure: PostgresError) -> PostgresClientError? {
        let states: [SQLState] = [.adminShutdown, .crashShutdown, .cannotConnectNow]
        return states.contains(failure.sqlState) ? .connectionLost(failure.message) : nil
    }

    private func forgetStatements() async throws {
        cache.removeAll()
        try check(PQsendQueryParams(handle.pointer, "DEALLOCATE ALL", 0, nil, nil, nil, nil, 1))
        try check(PQpipelineSync(handle.pointer))
        try await flush()
        var batch = PipelineBatch()
        batch.add(.execute(nil))
        _ = try await receive(batch, file: #fileID, line: #line)
    }

    // MARK: The socket

    /// Sends all that libpq holds; reads meanwhile, so that two full socket buffers cannot block each other.
    func flush() async throws {
        while true {
            switch PQflush(handle.pointer) {
            case 0: return
            case 1:
                await handle.wait(for: [.readable, .writable])
                try consumeInput()
            default: throw lost(handle.errorMessage)
            }
        }
    }

    /// The next result of the statement under way; nil when it has no more.
    func nextResult() async throws -> OpaquePointer? {
        while PQisBusy(handle.pointer) == 1 {
            await handle.wait(for: .readable)
            try consumeInput()
        }
        return PQgetResult(handle.pointer)
    }

    func consumeInput() throws {
        guard PQconsumeInput(handle.pointer) == 1 else { throw lost(handle.errorMessage) }
    }

    func check(_ outcome: Int32) throws {
        guard outcome == 1 else { throw lost(handle.errorMessage) }
    }

    func lost(_ reason: String) -> PostgresClientError {
        handle.isBroken ? .connectionLost(handle.errorMessage) : .protocolViolation(reason)
    }
}
