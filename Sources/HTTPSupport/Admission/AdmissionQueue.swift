import Commerce

/// Whose request is worked on now: the rules without clocks or tasks.
///
/// A tenant has a bucket of requests that fills at its rate, and slots for those that are worked on together. Who finds no
/// slot waits in a short queue of the tenant's; a slot that comes free goes to the tenant that has fewest.
struct AdmissionQueue<Tenant: Hashable> {
    enum Answer: Equatable {
        case enter
        case wait
        case refuse(Refusal)
    }

    enum Refusal: Error, Equatable {
        /// The bucket is empty.
        case tooMany
        /// So many wait already that this one would wait too long.
        case busy
    }

    private struct State {
        var tokens: Double
        var filledAt: Double
        var inFlight = 0
        var waiting: [Waiter] = []
        var quota: RequestQuota
    }

    private struct Waiter {
        let ticket: UInt64
        let weight: Int
    }

    /// Of all tenants together.
    let slots: Int
    /// Requests of one tenant that may wait; beyond, an answer now is worth more than one later.
    let queueLimit: Int
    private(set) var inFlight = 0
    private var tenants: [Tenant: State] = [:]

    init(slots: Int, queueLimit: Int) {
        self.slots = slots
        self.queueLimit = queueLimit
    }

    var knownTenants: Int { tenants.count }

    /// - Parameters:
    ///   - weight: how many usual requests this one is worth.
    ///   - now: seconds of any steady clock.
    mutating func request(
        ticket: UInt64, of tenant: Tenant, _ quota: RequestQuota, weight: Int = 1, at now: Double
    ) -> Answer {
        var state = tenants[tenant] ?? State(tokens: Double(quota.burst), filledAt: now, quota: quota)
        defer { tenants[tenant] = state }
        state.quota = quota
        state.tokens = min(Double(quota.burst), state.tokens + (now - state.filledAt) * Double(quota.rate))
        state.filledAt = now
        guard state.tokens >= Double(min(weight, quota.burst)) else { return .refuse(.tooMany) }
        if state.waiting.isEmpty, hasSlot(state, weight) {
            state.tokens -= Double(weight)
            state.inFlight += weight
            inFlight += weight
            return .enter
        }
        guard state.waiting.count < queueLimit else { return .refuse(.busy) }
        state.tokens -= Double(weight)
        state.waiting.append(Waiter(ticket: ticket, weight: weight))
        return .wait
    }

    /// A request has been answered; the tickets that may enter now.
    mutating func leave(_ tenant: Tenant, weight: Int = 1) -> [UInt64] {
        inFlight -= weight
        tenants[tenant]?.inFlight -= weight
        var entering: [UInt64] = []
        while let ticket = enterNext() { entering.append(ticket) }
        return entering
    }

    /// True when the ticket still waited.
    mutating func withdraw(ticket: UInt64, of tenant: Tenant) -> Bool {
        guard let index = tenants[tenant]?.waiting.firstIndex(where: { $0.ticket == ticket }) else { return false }
        tenants[tenant]?.waiting.remove(at: index)
        return true
    }

    /// Forgets whom nobody has asked for in this many seconds; his bucket is full again by then.
    mutating func forgetIdle(for seconds: Double, at now: Double) {
        tenants = tenants.filter {
            $0.value.inFlight > 0 || !$0.value.waiting.isEmpty || now - $0.value.filledAt < seconds
        }
    }

    /// One that is worth more than all slots enters alone.
    private func hasSlot(_ state: State, _ weight: Int) -> Bool {
        (state.inFlight == 0 || state.inFlight + weight <= state.quota.atOnce)
            && (inFlight == 0 || inFlight + weight <= slots)
    }

    private mutating func enterNext() -> UInt64? {
        let next = tenants.filter {
            $0.value.waiting.first.map { [state = $0.value] in hasSlot(state, $0.weight) } ?? false
        }
        .min { ($0.value.inFlight, $0.value.waiting[0].ticket) < ($1.value.inFlight, $1.value.waiting[0].ticket) }
        guard let tenant = next?.key, let waiter = tenants[tenant]?.waiting.removeFirst() else { return nil }
        tenants[tenant]?.inFlight += waiter.weight
        inFlight += waiter.weight
        return waiter.ticket
    }
}
