package import Logging
import ServiceLifecycle
import Synchronization

/// A pool of connections: bounded, fair, and open only to a named actor.
///
/// A connection goes back to the pool only when it is outside any transaction; all that an actor's entry sets is local
/// to its transaction, so the next actor starts with nothing.
package final class Database: Service, Sendable {
    typealias Waiter = CheckedContinuation<Grant, any Error>

    /// What a caller gets: a connection, or the right to open one.
    enum Grant {
        case connection(Connection)
        case place
    }

    struct State {
        var queue: LeaseQueue<Connection>
        var waiters: [UInt64: Waiter] = [:]
        var lastTicket: UInt64 = 0
    }

    package let configuration: DatabaseConfiguration
    let logger: Logger
    let metrics = PoolMetrics()
    let state: Mutex<State>

    package init(configuration: DatabaseConfiguration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
        let queue = LeaseQueue<Connection>(
            size: configuration.poolSize, queueLimit: configuration.queueLimit, laneLimit: configuration.laneLimit)
        state = Mutex(State(queue: queue))
    }

    /// Runs until graceful shutdown or cancellation, then drains.
    package func run() async throws {
        try? await gracefulShutdown()
        await drain()
    }

    /// Refuses new leases, waits up to the drain timeout for those that run, closes everything.
    package func drain() async {
        let refused = state.withLock { state -> [Waiter] in
            let (_, tickets) = state.queue.drain()
            return tickets.compactMap { state.waiters.removeValue(forKey: $0) }
        }
        for waiter in refused { waiter.resume(throwing: PostgresClientError.shuttingDown) }
        let deadline = ContinuousClock.now + configuration.drainTimeout
        // Shielded from cancellation, which is often why we drain.
        await Task { [self] in
            while usage.leased > 0, ContinuousClock.now < deadline { try? await Task.sleep(for: .milliseconds(10)) }
        }.value
        if usage.leased > 0 {
            logger.warning("leases outlived the drain timeout", metadata: ["leased": "\(usage.leased)"])
        }
    }

    /// Connections and callers at this moment.
    package var usage: PoolUsage {
        state.withLock {
            PoolUsage(leased: $0.queue.leased, idle: $0.queue.idle.count, waiting: $0.queue.waitingCount)
        }
    }
}

/// A pool's connections and callers at one moment.
package struct PoolUsage: Hashable, Sendable {
    package let leased: Int
    package let idle: Int
    package let waiting: Int
}
