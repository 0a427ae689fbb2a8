import CLibPQ
import Dispatch
import Foundation
import Postgres

/// The design that was not chosen, kept so that the choice can be measured again: each connection on a thread of its
/// own, which blocks in libpq and resumes the waiting task. It leaves the rows undecoded.
final class ThreadedConnection: @unchecked Sendable {
    private let pointer: OpaquePointer
    private let queue = DispatchQueue(label: "threaded-connection")

    init?(_ connectionString: String) {
        guard let pointer = PQconnectdb(connectionString), PQstatus(pointer) == CONNECTION_OK else { return nil }
        self.pointer = pointer
        PQclear(PQprepare(pointer, "read", "SELECT id, balance FROM accounts WHERE id = $1", 1, [23]))
        PQclear(PQprepare(pointer, "enter", PgBench.enter, 0, nil))
        PQclear(PQprepare(pointer, "page", PgBench.page, 0, nil))
        PQenterPipelineMode(pointer)
    }

    deinit { PQfinish(pointer) }

    func readOneRow(_ call: Int) async throws {
        try await onItsThread {
            let id = BenchmarkDatabase.account(call).bigEndian
            withUnsafeBytes(of: id) { bytes in
                let value = bytes.assumingMemoryBound(to: CChar.self).baseAddress
                _ = PQsendQueryPrepared(self.pointer, "read", 1, [value], [4], [1], 1)
            }
            try self.receive(rows: 1)
        }
    }

    func readTenantPage() async throws {
        try await onItsThread {
            PQsendQueryPrepared(self.pointer, "enter", 0, nil, nil, nil, 1)
            PQsendQueryPrepared(self.pointer, "page", 0, nil, nil, nil, 1)
            try self.receive(rows: 21)
        }
    }

    private func onItsThread(_ work: @escaping @Sendable () throws -> Void) async throws {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: work)) }
        }
    }

    private func receive(rows expected: Int32) throws {
        PQpipelineSync(pointer)
        var rows: Int32 = 0
        while true {
            // A NULL stands between the results of two statements.
            guard let result = PQgetResult(pointer) else { continue }
            defer { PQclear(result) }
            if PQresultStatus(result) == PGRES_PIPELINE_SYNC { break }
            rows += PQntuples(result)
        }
        guard rows == expected else { throw BenchmarkError.unexpectedOutput(String(cString: PQerrorMessage(pointer))) }
    }
}

extension BenchmarkDatabase {
    /// Calls a second of all ``ThreadedConnection``s together.
    func rateByThreads(
        _ work: @escaping @Sendable (ThreadedConnection, _ call: Int) async throws -> Void
    ) async throws -> Double {
        let connectionString = server.connectionString(user: "sellusgenie_app")
        return try await rate((0..<Benchmarks.clients).compactMap { _ in ThreadedConnection(connectionString) }, work)
    }
}
