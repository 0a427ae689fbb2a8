import CoreMetrics
import Logging
import Synchronization

extension Database {
    /// Lends a connection for the length of `body`.
    func lease<Value: Sendable>(_ body: (Connection) async throws -> Value) async throws -> Value {
        let connection = try await acquire()
        do {
            let value = try await body(connection)
            await release(connection)
            return value
        } catch {
            await release(connection)
            throw error
        }
    }

    private func acquire() async throws -> Connection {
        let start = ContinuousClock.now
        defer { metrics.record(wait: ContinuousClock.now - start, usage: usage) }
        let deadline = start + configuration.leaseTimeout
        if case .connection(let connection) = try await grant(until: deadline) {
            if connection.handle.looksAlive { return connection }
            metrics.closed.increment()
        }
        return try await open(until: deadline)
    }

    private func release(_ connection: Connection) async {
        let next = await connection.isReusable ? giveBack(connection) : giveUpPlace()
        perform(next)
    }

    private func giveBack(_ connection: Connection) -> LeaseQueue<Connection>.Next {
        state.withLock { $0.queue.giveBack(connection) }
    }

    private func giveUpPlace() -> LeaseQueue<Connection>.Next {
        metrics.closed.increment()
        return state.withLock { $0.queue.giveUpPlace() }
    }

    private func perform(_ next: LeaseQueue<Connection>.Next) {
        switch next {
        case .hand(let connection, let ticket): waiter(ticket)?.resume(returning: .connection(connection))
        case .letOpen(let ticket): waiter(ticket)?.resume(returning: .place)
        case .close: metrics.closed.increment()
        case .keep, .nothing: break
        }
    }

    private func waiter(_ ticket: UInt64) -> Waiter? {
        state.withLock { $0.waiters.removeValue(forKey: ticket) }
    }

    // MARK: Waiting

    private func grant(until deadline: ContinuousClock.Instant) async throws -> Grant {
        switch state.withLock({ $0.queue.takeAtOnce() }) {
        case .reuse(let connection): return .connection(connection)
        case .open: return .place
        default: return try await wait(until: deadline)
        }
    }

    private func wait(until deadline: ContinuousClock.Instant) async throws -> Grant {
        let ticket = state.withLock { state in
            state.lastTicket += 1
            return state.lastTicket
        }
        let alarm = Task { [self] in
            try await Task.sleep(until: deadline, clock: .continuous)
            withdraw(ticket, because: PostgresClientError.leaseTimedOut)
        }
        defer { alarm.cancel() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { enlist($0, as: ticket) }
        } onCancel: {
            withdraw(ticket, because: CancellationError())
        }
    }

    private func enlist(_ waiter: Waiter, as ticket: UInt64) {
        let answer = state.withLock { state in
            let answer = state.queue.request(ticket: ticket)
            if case .wait = answer { state.waiters[ticket] = waiter }
            return answer
        }
        switch answer {
        case .reuse(let connection): waiter.resume(returning: .connection(connection))
        case .open: waiter.resume(returning: .place)
        case .refuse(let error):
            metrics.refused.increment()
            waiter.resume(throwing: error)
        case .wait:
            // The cancellation handler may have run before there was anything to withdraw.
            if Task.isCancelled { withdraw(ticket, because: CancellationError()) }
        }
    }

    private func withdraw(_ ticket: UInt64, because error: any Error) {
        let waiter = state.withLock { state in
            state.queue.withdraw(ticket: ticket) ? state.waiters.removeValue(forKey: ticket) : nil
        }
        if waiter != nil { metrics.timedOut.increment() }
        waiter?.resume(throwing: error)
    }

    // MARK: Opening

    /// Opens a connection in a place already granted; tries again with back-off, since a restarting server is back in
    /// moments.
    private func open(until deadline: ContinuousClock.Instant) async throws -> Connection {
        var pause = Duration.milliseconds(20)
        while true {
            do {
                let connection = try await Connection(
                    parameters: configuration.parameters, preparesStatements: configuration.preparesStatements
                )
                metrics.opened.increment()
                return connection
            } catch {
                logger.warning("cannot connect", metadata: ["reason": "\(error)"])
                let jittered = pause * Double.random(in: 0.5...1.5)
                guard ContinuousClock.now + jittered < deadline, !Task.isCancelled else {
                    perform(state.withLock { $0.queue.giveUpPlace() })
                    throw error
                }
                try? await Task.sleep(for: jittered)
                pause = min(pause * 2, .seconds(1))
            }
        }
    }
}
