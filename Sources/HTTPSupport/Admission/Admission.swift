package import Commerce
import Foundation
import Synchronization

/// Lets requests in so that no tenant's flood is felt by another. Each program guards itself.
package final class Admission: Sendable {
    private typealias Waiter = CheckedContinuation<Void, any Error>

    /// What is worked on for whom; nil is the platform itself.
    private typealias Tenant = ID<Store>?

    private struct State {
        var queue: AdmissionQueue<Tenant>
        var waiters: [UInt64: Waiter] = [:]
        var lastTicket: UInt64 = 0
        var usage: [ID<Store>: RequestUsage] = [:]
        var sweptAt = 0.0
    }

    /// How the guard behaves.
    package struct Settings: Sendable {
        /// Off: everybody is let in at once, and only counted.
        package var isOn = true
        /// Requests of all tenants that are worked on together.
        package var slots = 256
        /// Requests of one tenant that may wait for a slot.
        package var queueLimit = 64
        /// Longest wait for a slot. Who waits longer is told to come back: his browser does so better than our memory.
        package var patience: Duration = .milliseconds(1_500)
        /// What is no store's may have so much.
        package var platform = RequestQuota.platform

        package init() {}
    }

    private let settings: Settings
    private let quotas: QuotaDirectory
    private let state: Mutex<State>
    private let start = ContinuousClock.now

    /// A guard that knows each store's quota from `find`.
    package init(
        _ settings: Settings = Settings(), find: @escaping @Sendable (ID<Store>) async throws -> RequestQuota?
    ) {
        self.settings = settings
        quotas = QuotaDirectory(find: find)
        state = Mutex(State(queue: AdmissionQueue(slots: settings.slots, queueLimit: settings.queueLimit)))
    }

    /// Everybody is let in: for tests of something else.
    package static var open: Admission {
        var settings = Settings()
        settings.isOn = false
        return Admission(settings) { _ in nil }
    }

    /// Runs the work of a request as soon as its store has a slot.
    /// - Parameter weight: how many usual requests it is worth.
    /// - Throws: ``RequestProblem/tooMany`` or ``RequestProblem/busy``, before any work was done.
    package func run<Value: Sendable>(
        for store: ID<Store>?, weight: Int = 1, _ work: () async throws -> Value
    ) async throws -> Value {
        guard settings.isOn else {
            count(store) { $0.requests += 1 }
            return try await work()
        }
        try await enter(store, weight: weight)
        defer { leave(store, weight: weight) }
        return try await work()
    }

    /// What has been counted since this was last asked.
    package func takeUsage() -> [ID<Store>: RequestUsage] {
        state.withLock { state in
            defer { state.usage = [:] }
            return state.usage
        }
    }

    /// Puts back what could not be written down.
    package func giveBack(_ usage: [ID<Store>: RequestUsage]) {
        state.withLock { state in
            state.usage.merge(usage) { $0 + $1 }
        }
    }

    /// What is known of a store's quota.
    func quota(of store: ID<Store>) -> RequestQuota { quotas.quota(of: store) }

    // MARK: Entering

    private func enter(_ store: ID<Store>?, weight: Int) async throws {
        let quota = store.map(quota(of:)) ?? settings.platform
        let ticket = state.withLock { state in
            state.lastTicket += 1
            return state.lastTicket
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { waiter in
                switch ask(ticket, store, quota, weight, waiter) {
                case .enter: waiter.resume()
                case .refuse(let refusal): waiter.resume(throwing: refused(store, refusal))
                case .wait: setAlarm(ticket, store)
                }
            }
        } onCancel: {
            withdraw(ticket, store, because: CancellationError())
        }
    }

    private func ask(
        _ ticket: UInt64, _ store: ID<Store>?, _ quota: RequestQuota, _ weight: Int, _ waiter: Waiter
    ) -> AdmissionQueue<Tenant>.Answer {
        let now = (ContinuousClock.now - start) / .seconds(1)
        return state.withLock { state in
            if now - state.sweptAt > 60 {
                state.queue.forgetIdle(for: 60, at: now)
                state.sweptAt = now
            }
            if let store { state.usage[store, default: RequestUsage()].requests += 1 }
            let answer = state.queue.request(ticket: ticket, of: store, quota, weight: weight, at: now)
            if answer == .wait { state.waiters[ticket] = waiter }
            return answer
        }
    }

    private func refused(_ store: ID<Store>?, _ refusal: AdmissionQueue<Tenant>.Refusal) -> RequestProblem {
        switch refusal {
        case .tooMany:
            count(store) { $0.overRate += 1 }
            return .tooMany
        case .busy:
            count(store) { $0.overSlots += 1 }
            return .busy
        }
    }

    /// Finds nobody when it goes off after the ticket has entered.
    private func setAlarm(_ ticket: UInt64, _ store: ID<Store>?) {
        Task { [self] in
            try await Task.sleep(for: settings.patience)
            withdraw(ticket, store, because: RequestProblem.busy)
        }
        // The cancellation handler may have run before there was anything to withdraw.
        if Task.isCancelled { withdraw(ticket, store, because: CancellationError()) }
    }

    private func withdraw(_ ticket: UInt64, _ store: ID<Store>?, because error: any Error) {
        let waiter = state.withLock { state in
            state.queue.withdraw(ticket: ticket, of: store) ? state.waiters.removeValue(forKey: ticket) : nil
        }
        guard let waiter else { return }
        count(store) { $0.overSlots += 1 }
        waiter.resume(throwing: error)
    }

    private func leave(_ store: ID<Store>?, weight: Int) {
        let entering = state.withLock { state in
            state.queue.leave(store, weight: weight).compactMap { state.waiters.removeValue(forKey: $0) }
        }
        for waiter in entering { waiter.resume() }
    }

    private func count(_ store: ID<Store>?, _ change: (inout RequestUsage) -> Void) {
        guard let store else { return }
        state.withLock { change(&$0.usage[store, default: RequestUsage()]) }
    }
}
