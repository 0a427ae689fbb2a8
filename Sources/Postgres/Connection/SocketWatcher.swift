import CLibPQ
import Foundation
import Synchronization

#if canImport(Glibc)
import Glibc

/// Wakes a task when libpq's socket can be read or written: one thread, one `epoll`, for all connections.
///
/// libpq reads and writes its socket itself, and NIO does not report the readiness of a descriptor that it does not
/// own. See docs/decisions/0002 for the measurement against a thread for each connection.
final class SocketWatcher: Sendable {
    static let shared = SocketWatcher()

    struct Interest: OptionSet {
        let rawValue: UInt32
        static let readable = Interest(rawValue: EPOLLIN.rawValue)
        static let writable = Interest(rawValue: EPOLLOUT.rawValue)
    }

    private let epoll: Int32
    private let waiting = Mutex<[Int32: UnsafeContinuation<Void, Never>]>([:])

    private init() {
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        precondition(epoll >= 0, "epoll_create1 failed with errno \(errno)")
        let thread = Thread { [self] in watch() }
        thread.name = "postgres-sockets"
        thread.start()
    }

    /// Suspends until the socket is ready, has failed, or ``wake(_:)`` is called. May return early: callers ask libpq again.
    func wait(for interest: Interest, on socket: Int32) async {
        await withUnsafeContinuation { continuation in
            let earlier = waiting.withLock { $0.updateValue(continuation, forKey: socket) }
            earlier?.resume()
            arm(socket, interest)
        }
    }

    /// Ends a wait on this socket, if there is one.
    func wake(_ socket: Int32) {
        waiting.withLock { $0.removeValue(forKey: socket) }?.resume()
    }

    /// One event, then silence until armed again. A closed socket leaves the set by itself, so its number may be new here.
    private func arm(_ socket: Int32, _ interest: Interest) {
        var event = epoll_event()
        event.events = interest.rawValue | EPOLLONESHOT.rawValue | EPOLLRDHUP.rawValue
        event.data.fd = socket
        if epoll_ctl(epoll, EPOLL_CTL_MOD, socket, &event) == 0 { return }
        if epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event) == 0 { return }
        wake(socket)
    }

    private func watch() -> Never {
        var events = [epoll_event](repeating: epoll_event(), count: 64)
        while true {
            let count = epoll_wait(epoll, &events, Int32(events.count), -1)
            for event in events.prefix(Int(max(count, 0))) { wake(event.data.fd) }
        }
    }
}
#else
import Dispatch

/// The same on systems without `epoll`, by a dispatch source for each wait.
final class SocketWatcher: Sendable {
    static let shared = SocketWatcher()

    struct Interest: OptionSet {
        let rawValue: UInt32
        static let readable = Interest(rawValue: 1)
        static let writable = Interest(rawValue: 2)
    }

    private let waiting = Mutex<[Int32: UnsafeContinuation<Void, Never>]>([:])

    func wait(for interest: Interest, on socket: Int32) async {
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
