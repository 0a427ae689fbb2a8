#if canImport(Glibc)
import CLibPQ
import Glibc
import Synchronization

/// What a wait for a socket is for.
struct SocketInterest: OptionSet {
    let rawValue: UInt32
    static let readable = SocketInterest(rawValue: EPOLLIN.rawValue)
    static let writable = SocketInterest(rawValue: EPOLLOUT.rawValue)
}

/// Runs tasks on the threads that wait for PostgreSQL's sockets; a thread for each core.
///
/// libpq reads and writes its socket itself, and NIO does not report the readiness of a descriptor that it does not
/// own. See docs/decisions/0002 for the measurement against a thread for each connection.
package final class SocketExecutor: TaskExecutor {
    package static let shared = SocketExecutor()

    private let loops: [SocketLoop]
    private let turn = Atomic(0)

    private init() {
        loops = (0..<sysconf(Int32(_SC_NPROCESSORS_ONLN))).map { _ in SocketLoop() }
        for (number, loop) in loops.enumerated() { loop.start("postgres-\(number)", for: asUnownedTaskExecutor()) }
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        (SocketLoop.onThisThread ?? idlest).enqueue(UnownedJob(job))
    }

    /// Runs `body`, and the child tasks that it starts, on these threads.
    package static func run<Value: Sendable>(
        isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Value
    ) async rethrows -> Value {
        try await withTaskExecutorPreference(shared, operation: body)
    }

    private var idlest: SocketLoop { loops.min { $0.load < $1.load } ?? loops[0] }

    /// The loop for a new connection's socket, each in its turn.
    var nextLoop: SocketLoop { loops[turn.wrappingAdd(1, ordering: .relaxed).oldValue % loops.count] }
}
#else
import Dispatch
import Synchronization

/// What a wait for a socket is for.
struct SocketInterest: OptionSet {
    let rawValue: UInt32
    static let readable = SocketInterest(rawValue: 1)
    static let writable = SocketInterest(rawValue: 2)
}

/// On systems without `epoll`: a dispatch source for each wait, and tasks stay where they are.
package final class SocketExecutor: Sendable {
    static let shared = SocketExecutor()

    package static func run<Value: Sendable>(
        isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Value
    ) async rethrows -> Value {
        try await body()
    }

    var nextLoop: SocketLoop { SocketLoop() }
}

/// The wait for one socket, by a dispatch source each time.
final class SocketLoop: Sendable {
    private let waiting = Mutex<[Int32: UnsafeContinuation<Void, Never>]>([:])

    func wait(for interest: SocketInterest, on socket: Int32) async {
        var sources: [any DispatchSourceProtocol] = []
        await withUnsafeContinuation { continuation in
            let earlier = waiting.withLock { $0.updateValue(continuation, forKey: socket) }
            earlier?.resume()
            if interest.contains(.readable) { sources.append(DispatchSource.makeReadSource(fileDescriptor: socket)) }
            if interest.contains(.writable) { sources.append(DispatchSource.makeWriteSource(fileDescriptor: socket)) }
            for source in sources {
                source.setEventHandler { [self] in wake(socket) }
                source.activate()
            }
        }
        for source in sources { source.cancel() }
    }

    func wake(_ socket: Int32) {
        waiting.withLock { $0.removeValue(forKey: socket) }?.resume()
    }
}
#endif
