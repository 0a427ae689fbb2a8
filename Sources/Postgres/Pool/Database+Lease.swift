import CoreMetrics
import Foundation
import Logging
import Synchronization

extension Database {
    /// Lends a connection for the length of `body`.
    func lease<Value: Sendable>(
        for lane: UUID?, _ body: (Connection) async throws -> Value
    ) async throws -> Value {
        let connection = try await acquire(lane)
        do {
            let value = try await body(connection)
            await release(connection, lane)
            return value
        } catch {
            await release(connection, lane)
            throw error
        }
    }

    private func acquire(_ lane: UUID?) async throws -> Connection {
        let start = ContinuousClock.now
        defer { metrics.record(wait: ContinuousClock.now - start, usage: usage) }
        let deadline = start + configuration.leaseTimeout
        if case .connection(let connection) = try await grant(lane, until: deadline) {
            if connection.handle.looksAlive { return connection }
            metrics.closed.increment()
        }
        return try await open(lane, until: deadline)
    }

    private func release(_ connection: Connection, _ lane: UUID?) async {
        let next = await connection.isReusable ? giveBack(connection, lane) : giveUpPlace(lane)
        perform(next)
    }

    private func giveBack(_ connection: Connection, _ lane: UUID?) -> LeaseQueue<Connection>.Next {
        state.withLock { $0.queue.giveBack(connection, lane) }
    }

    private func giveUpPlace(_ lane: UUID?) -> LeaseQueue<Connection>.Next {
        metrics.closed.increment()
        return state.withLock { $0.queue.giveUpPlace(lane) }
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

    private func grant(_ lane: UUID?, until deadline: ContinuousClock.Instant) async throws -> Grant {
        switch state.withLock({ $0.queue.takeAtOnce(lane) }) {
        case .reuse(let connection): return .connection(connection)
        case .open: return .place
        default: return try await wait(lane, until: deadline)
        }
    }

    private func wait(_ lane: UUID?, until deadline: ContinuousClock.Instant) async throws -> Grant {
        let ticket = state.withLock { state in
            state.lastTicket += 1
            return state.lastTicket
        }
        let alarm = Task { [self] in
            try await Task.sleep(until: deadline, clock: .continuous)
            withdraw(ticket, lane, because: PostgresClientError.leaseTimedOut)
        }
        defer { alarm.cancel() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { enlist($0, as: ticket, lane) }
        } onCancel: {
            withdraw(ticket, lane, because: CancellationError())
        }
    }

    private func enlist(_ waiter: Waiter, as ticket: UInt64, _ lane: UUID?) {
        let answer = state.withLock { state in
            let answer = state.queue.request(ticket: ticket, lane)
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
            if Task.isCancelled { withdraw(ticket, lane, because: CancellationError()) }
        }
    }

    private func withdraw(_ ticket: UInt64, _ lane: UUID?, because error: any Error) {
        let waiter = state.withLock { state in
            state.queue.withdraw(ticket: ticket, lane) ? state.waiters.removeValue(forKey: ticket) : nil
        }
        if waiter != nil { metrics.timedOut.increment() }
        waiter?.resume(throwing: error)
    }

    // MARK: Opening

    /// Opens a connection in a place already granted; tries again with back-off, since a restarting server is back in
    /// moments.
    private func open(_ lane: UUID?, until deadline: ContinuousClock.Instant) async throws -> Connection {
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
                    perform(state.withLock { $0.queue.giveUpPlace(lane) })
                    throw error
                }
                try? await Task.sleep(for: jittered)
                pause = min(pause * 2, .seconds(1))
            }
        }
    }
}
