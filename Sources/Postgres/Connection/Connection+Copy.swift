import CLibPQ

extension Connection {
    /// `COPY … FROM STDIN`: `body` writes to the writer, which waits whenever the server is slower.
    /// - Returns: how many rows were stored.
    package nonisolated func copyIn(
        _ sql: SQL, file: String = #fileID, line: Int = #line, _ body: (CopyWriter) async throws -> Void
    ) async throws -> Int {
        try await startCopy(sql, expecting: PGRES_COPY_IN, file: file, line: line)
        let writer = CopyWriter(connection: self)
        do {
            try await body(writer)
            try await writer.flush()
        } catch {
            let serversWord = await abortCopyIn(file: file, line: line)
            throw serversWord ?? error
        }
        return try await endCopyIn(file: file, line: line)
    }

    /// `COPY … FROM STDIN` from a stream of bytes in the statement's format.
    package nonisolated func copyIn<Source: AsyncSequence>(
        _ sql: SQL, from source: Source, file: String = #fileID, line: Int = #line
    ) async throws -> Int where Source.Element == [UInt8] {
        try await copyIn(sql, file: file, line: line) { writer in
            for try await chunk in source { try await writer.write(chunk) }
        }
    }

    /// `COPY … TO STDOUT`: `body` gets chunk after chunk; no more is read than it has taken.
    package nonisolated func copyOut(
        _ sql: SQL, file: String = #fileID, line: Int = #line, _ body: ([UInt8]) async throws -> Void
    ) async throws {
        try await startCopy(sql, expecting: PGRES_COPY_OUT, file: file, line: line)
        do {
            while let chunk = try await nextCopyChunk() { try await body(chunk) }
        } catch {
            await abandonCopyOut(file: file, line: line)
            throw error
        }
        try await endCopy(file: file, line: line)
    }

    private func startCopy(_ sql: SQL, expecting: ExecStatusType, file: String, line: Int) async throws {
        try await sendPrologue(file: file, line: line)
        guard !isBusy else { throw PostgresClientError.connectionBusy }
        isBusy = true
        do {
            try check(PQexitPipelineMode(handle.pointer))
            try check(PQsendQuery(handle.pointer, sql.rendered().text))
            try await flush()
            guard let pointer = try await nextResult() else { throw lost("COPY did not start") }
            defer { PQclear(pointer) }
            guard PQresultStatus(pointer) == expecting else {
                throw PostgresError(result: pointer, file: file, line: line)
            }
        } catch {
            _ = try? await drain(file: file, line: line)
            leaveCopy()
            throw error
        }
    }

    private func leaveCopy() {
        isBusy = false
        if !handle.isBroken { PQenterPipelineMode(handle.pointer) }
    }

    func putCopyData(_ bytes: [UInt8]) async throws {
        while true {
            let outcome = bytes.withUnsafeBytes { raw in
                PQputCopyData(handle.pointer, raw.assumingMemoryBound(to: CChar.self).baseAddress, Int32(raw.count))
            }
            switch outcome {
            case 1: return try await flush()
            case 0: await handle.wait(for: .writable)
            default: throw lost(handle.errorMessage)
            }
        }
    }

    private func endCopyIn(file: String, line: Int) async throws -> Int {
        defer { leaveCopy() }
        return try await finishCopyIn(reason: nil, file: file, line: line)
    }

    /// Tells the server to forget the COPY; its own error, if that is why the body failed.
    private func abortCopyIn(file: String, line: Int) async -> PostgresError? {
        defer { leaveCopy() }
        do {
            _ = try await finishCopyIn(reason: "the sender gave up", file: file, line: line)
            return nil
        } catch let error as PostgresError where error.sqlState != .queryCanceled {
            return error
        } catch {
            return nil
        }
    }

    private func finishCopyIn(reason: String?, file: String, line: Int) async throws -> Int {
        while PQputCopyEnd(handle.pointer, reason) == 0 {
            await handle.wait(for: .writable)
        }
        try await flush()
        guard let pointer = try await nextResult() else { throw lost("COPY did not end") }
        defer { PQclear(pointer) }
        _ = try await drain(file: file, line: line)
        guard PQresultStatus(pointer) == PGRES_COMMAND_OK else {
            throw PostgresError(result: pointer, file: file, line: line)
        }
        return Int(String(cString: PQcmdTuples(pointer))) ?? 0
    }

    private func nextCopyChunk() async throws -> [UInt8]? {
        var buffer: UnsafeMutablePointer<CChar>?
        while true {
            let length = PQgetCopyData(handle.pointer, &buffer, 1)
            if length == 0 {
                await handle.wait(for: .readable)
                try consumeInput()
                continue
            }
            guard length > 0, let start = buffer else { return nil }
            defer { PQfreemem(start) }
            return Array(UnsafeRawBufferPointer(start: start, count: Int(length)))
        }
    }

    private func endCopy(file: String, line: Int) async throws {
        defer { leaveCopy() }
        if let failure = try await drain(file: file, line: line) { throw failure }
    }

    private func abandonCopyOut(file: String, line: Int) async {
        handle.cancel()
        _ = await handle.cancellationFinished()
        while (try? await nextCopyChunk()) != nil {}
        try? await endCopy(file: file, line: line)
    }
}
