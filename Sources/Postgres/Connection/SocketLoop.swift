#if canImport(Glibc)
import CLibPQ
import Foundation
import Glibc
import Synchronization

/// A thread that waits for sockets and runs what waited for them.
///
/// What a socket wakes runs on the thread that saw it: no other thread has to be woken.
final class SocketLoop: Sendable {
    private struct State {
        var jobs: [UnownedJob] = []
        var isAsleep = false
    }

    /// How often what jobs add is run before the next look at the sockets.
    private static let generations = 8

    private let epoll: Int32
    /// Readable when a sleeping thread has a job.
    private let bell: Int32
    private let state = Mutex(State())
    private let waiting = Mutex<[Int32: UnsafeContinuation<Void, Never>]>([:])
    private let jobsUnderWay = Atomic(0)

    init() {
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        bell = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        precondition(epoll >= 0 && bell >= 0, "no descriptor for a sockets' thread: errno \(errno)")
        var event = epoll_event()
        event.events = EPOLLIN.rawValue
        event.data.fd = bell
        precondition(epoll_ctl(epoll, EPOLL_CTL_ADD, bell, &event) == 0, "epoll_ctl failed: errno \(errno)")
    }

    /// Jobs that wait or run.
    var load: Int { jobsUnderWay.load(ordering: .relaxed) }

    /// Starts the thread, which never ends.
    func start(_ name: String, for executor: UnownedTaskExecutor) {
        let thread = Thread { [self] in
            Self.current.value = self
            turn(executor)
        }
        thread.name = name
        thread.start()
    }

    /// The loop whose thread this is; nil on any other thread.
    static var onThisThread: SocketLoop? { current.value }
    private static let current = ThreadLocal<SocketLoop>()

    // MARK: Jobs

    func enqueue(_ job: UnownedJob) {
        jobsUnderWay.add(1, ordering: .relaxed)
        let isAsleep = state.withLock { state in
            state.jobs.append(job)
            return exchange(&state.isAsleep, false)
        }
        if isAsleep { ring() }
    }

    private func ring() {
        var one: UInt64 = 1
        _ = write(bell, &one, MemoryLayout<UInt64>.size)
    }

    // MARK: Sockets

    /// Suspends until the socket is ready, has failed, or ``wake(_:)`` is called. May return early.
    func wait(for interest: SocketInterest, on socket: Int32) async {
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
    private func arm(_ socket: Int32, _ interest: SocketInterest) {
        var event = epoll_event()
        event.events = interest.rawValue | EPOLLONESHOT.rawValue | EPOLLRDHUP.rawValue
        event.data.fd = socket
        if epoll_ctl(epoll, EPOLL_CTL_MOD, socket, &event) == 0 { return }
        if epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event) == 0 { return }
        wake(socket)
    }

    // MARK: The thread

    private func turn(_ executor: UnownedTaskExecutor) -> Never {
        var events = [epoll_event](repeating: epoll_event(), count: 64)
        while true {
            let sleeps = runJobs(on: executor)
            let count = epoll_wait(epoll, &events, Int32(events.count), sleeps ? -1 : 0)
            if sleeps { state.withLock { $0.isAsleep = false } }
            for event in events.prefix(Int(max(count, 0))) { answer(event.data.fd) }
        }
    }

    /// Runs jobs, and some that they add. True when none is left: from then on a new job rings the bell.
    private func runJobs(on executor: UnownedTaskExecutor) -> Bool {
        for _ in 0..<Self.generations {
            let jobs = state.withLock { state in
                state.isAsleep = state.jobs.isEmpty
                return exchange(&state.jobs, [])
            }
            if jobs.isEmpty { return true }
            for job in jobs { job.runSynchronously(on: executor) }
            jobsUnderWay.subtract(jobs.count, ordering: .relaxed)
        }
        return false
    }

    private func answer(_ socket: Int32) {
        guard socket == bell else { return wake(socket) }
        var count: UInt64 = 0
        _ = read(bell, &count, MemoryLayout<UInt64>.size)
    }
}

/// Puts a new value in a place and returns the one that was there.
private func exchange<Value>(_ place: inout Value, _ new: consuming Value) -> Value {
    swap(&place, &new)
    return new
}

/// A reference of its own for each thread, nil at first. Not retained: what it names must live for ever.
private struct ThreadLocal<Value: AnyObject>: @unchecked Sendable {
    private let key: pthread_key_t

    init() {
        var key = pthread_key_t()
        precondition(pthread_key_create(&key, nil) == 0, "no more thread-local storage")
        self.key = key
    }

    var value: Value? {
        get { pthread_getspecific(key).map { Unmanaged<Value>.fromOpaque($0).takeUnretainedValue() } }
        nonmutating set { pthread_setspecific(key, newValue.map { Unmanaged.passUnretained($0).toOpaque() }) }
    }
}
#endif
