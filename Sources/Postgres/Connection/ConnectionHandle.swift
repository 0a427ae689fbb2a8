import CLibPQ
import Dispatch
import Foundation
import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Owns libpq's connection object. libpq allows one thread at a time; ``Connection`` sees to that.
final class ConnectionHandle: @unchecked Sendable {
    let pointer: OpaquePointer
    private let loop = SocketExecutor.shared.nextLoop
    /// Made once: libpq lets any thread cancel through it at any time.
    private let canceller: OpaquePointer?
    private let cancellation = Mutex<Task<Void, Never>?>(nil)

    private init(pointer: OpaquePointer) {
        self.pointer = pointer
        canceller = PQgetCancel(pointer)
    }

    deinit {
        PQfreeCancel(canceller)
        PQfinish(pointer)
    }

    var socket: Int32 { PQsocket(pointer) }
    var isBroken: Bool { PQstatus(pointer) != CONNECTION_OK }
    var isIdle: Bool { PQtransactionStatus(pointer) == PQTRANS_IDLE }
    var errorMessage: String {
        String(cString: PQerrorMessage(pointer)).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Connects on a thread of its own, because name look-up and TLS handshake block.
    /// - Throws: ``PostgresClientError/cannotConnect(_:)``.
    static func connect(_ parameters: [String: String]) async throws -> ConnectionHandle {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try connectBlocking(parameters) })
            }
        }
    }

    private static func connectBlocking(_ parameters: [String: String]) throws -> ConnectionHandle {
        let keys = parameters.keys.sorted()
        let connection = withCStrings(keys) { names in
            withCStrings(keys.map { parameters[$0] ?? "" }) { values in
                // expand_dbname: `dbname` may hold a whole URL or keyword string.
                PQconnectdbParams(names, values, 1)
            }
        }
        guard let connection else { throw PostgresClientError.cannotConnect("out of memory") }
        let handle = ConnectionHandle(pointer: connection)
        guard !handle.isBroken else { throw PostgresClientError.cannotConnect(handle.errorMessage) }
        PQsetnonblocking(connection, 1)
        return handle
    }

    /// False when the server has closed an idle connection, or has sent what nobody asked for.
    var looksAlive: Bool {
        var byte: UInt8 = 0
        let count = recv(socket, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
        return !isBroken && count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)
    }

    /// Suspends until the socket is ready, has failed, or ``wake()`` is called. May return early: ask libpq again.
    func wait(for interest: SocketInterest) async {
        await loop.wait(for: interest, on: socket)
    }

    func wake() {
        loop.wake(socket)
    }

    /// Asks the server to stop the running statement. Blocking, so on a thread of its own; at most once at a time.
    func cancel() {
        cancellation.withLock { running in
            guard running == nil else { return }
            running = Task.detached { [self] in
                await withCheckedContinuation { continuation in
                    DispatchQueue.global().async {
                        var message = [CChar](repeating: 0, count: 256)
                        _ = PQcancel(self.canceller, &message, 256)
                        continuation.resume()
                    }
                }
            }
        }
    }

    /// Waits for a cancellation under way; true when there was one, so that the connection may still be hit by it.
    func cancellationFinished() async -> Bool {
        guard let running = cancellation.withLock({ $0 }) else { return false }
        await running.value
        return true
    }
}

/// A NULL-terminated array of C strings for the length of a call.
private func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
) -> Result {
    let copies = strings.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    let pointers = copies.map { UnsafePointer<CChar>($0) } + [nil]
    return pointers.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { preconditionFailure("never empty: it ends with NULL") }
        return body(base)
    }
}
