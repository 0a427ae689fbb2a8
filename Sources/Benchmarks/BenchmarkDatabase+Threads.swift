import CLibPQ
import Dispatch
import Foundation
import Postgres
import Synchronization

/// The design that was not chosen, kept so that the choice can be measured again: each connection on a thread of its
/// own, which blocks in libpq and resumes the waiting task.
private final class ThreadedConnection: @unchecked Sendable {
    private let pointer: OpaquePointer
    private let queue = DispatchQueue(label: "threaded-connection")

    init?(_ connectionString: String) {
        guard let pointer = PQconnectdb(connectionString), PQstatus(pointer) == CONNECTION_OK else { return nil }
        self.pointer = pointer
        PQclear(PQprepare(pointer, "read", "SELECT id, balance FROM accounts WHERE id = $1", 1, [23]))
    }

    deinit { PQfinish(pointer) }

    func readOneRow() async -> Bool {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: self.readBlocking()) }
        }
    }

    private func readBlocking() -> Bool {
        let id = Int32.random(in: 1...100_000).bigEndian
        let result = withUnsafeBytes(of: id) { bytes in
            let value = bytes.assumingMemoryBound(to: CChar.self).baseAddress
            return PQexecPrepared(pointer, "read", 1, [value], [4], [1], 1)
        }
        defer { PQclear(result) }
        return PQntuples(result) == 1
    }
}

extension BenchmarkDatabase {
    /// Calls a second of ``ThreadedConnection``.
    func rateByThreads() async throws -> Double {
        let connectionString = server.connectionString(user: "sellusgenie_app")
        let connections = (0..<Benchmarks.clients).compactMap { _ in ThreadedConnection(connectionString) }
        let deadline = ContinuousClock.now + .seconds(Benchmarks.seconds)
        let calls = await withTaskGroup(of: Int.self) { group in
            for connection in connections {
                group.addTask {
                    var calls = 0
                    while ContinuousClock.now < deadline, await connection.readOneRow() { calls += 1 }
                    return calls
                }
            }
            return await group.reduce(0, +)
        }
        return Double(calls) / Double(Benchmarks.seconds)
    }
}
