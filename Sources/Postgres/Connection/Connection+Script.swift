import CLibPQ

extension Connection {
    /// Many statements as plain text, as a migration file holds them; one implicit transaction unless the text or an
    /// open transaction says otherwise. No values, no results.
    package func script(_ text: String, file: String = #fileID, line: Int = #line) async throws {
        try await sendPrologue(file: file, line: line)
        try await exclusively {
            try await outsidePipeline {
                try check(PQsendQuery(handle.pointer, text))
                try await flush()
                if let failure = try await drain(file: file, line: line) { throw failure }
            }
        }
    }

    /// Opens the transaction when nothing has been sent in it yet.
    func sendPrologue(file: String, line: Int) async throws {
        if !prologue.isEmpty { _ = try await run([], file: file, line: line) }
    }

    /// COPY and the simple protocol are not allowed in a pipeline.
    func outsidePipeline<Value>(_ body: () async throws -> Value) async throws -> Value {
        try check(PQexitPipelineMode(handle.pointer))
        do {
            let value = try await body()
            try check(PQenterPipelineMode(handle.pointer))
            return value
        } catch {
            if !handle.isBroken { try check(PQenterPipelineMode(handle.pointer)) }
            throw error
        }
    }

    /// Reads results to the end; the first failure among them.
    func drain(file: String, line: Int) async throws -> PostgresError? {
        var failure: PostgresError?
        while let pointer = try await nextResult() {
            if [PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE].contains(PQresultStatus(pointer)) {
                failure = failure ?? PostgresError(result: pointer, file: file, line: line)
            }
            PQclear(pointer)
        }
        return failure
    }
}
