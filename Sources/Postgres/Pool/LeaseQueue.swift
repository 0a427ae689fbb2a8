import Foundation

/// Who gets which connection: the pool's rules without sockets or tasks.
///
/// Callers of one lane are served in the order they came. Between lanes the one that holds least goes first, and none
/// holds more than its limit, whatever is idle: a statement that takes seconds cannot be taken back.
struct LeaseQueue<Resource> {
    typealias Lane = UUID?

    enum Answer {
        case reuse(Resource)
        /// There is room for another: the caller makes it, and gives the room back if that fails.
        case open
        case wait
        case refuse(PostgresClientError)
    }

    /// What to do with a resource or a place that came back.
    enum Next {
        case hand(Resource, to: UInt64)
        case letOpen(UInt64)
        case keep
        case close(Resource)
        case nothing
    }

    private struct LaneState {
        var leased = 0
        var waiting: [UInt64] = []
    }

    let size: Int
    let queueLimit: Int
    let laneLimit: Int?
    private(set) var idle: [Resource] = []
    /// Leased, idle and being opened.
    private(set) var open = 0
    private(set) var waitingCount = 0
    private(set) var isDraining = false
    private var lanes: [Lane: LaneState] = [:]

    init(size: Int, queueLimit: Int, laneLimit: Int? = nil) {
        self.size = size
        self.queueLimit = queueLimit
        self.laneLimit = laneLimit
    }

    var leased: Int { open - idle.count }

    /// What can be had without waiting; `.wait` when nothing can. The most recently used first: it is warm.
    ///
    /// While something is idle or can be opened, whoever waits does so for his own lane's limit.
    mutating func takeAtOnce(_ lane: Lane = nil) -> Answer {
        let lane = told(lane)
        if isDraining { return .refuse(.shuttingDown) }
        guard mayLease(lane), lanes[lane, default: LaneState()].waiting.isEmpty else { return .wait }
        if let resource = idle.popLast() {
            lanes[lane, default: LaneState()].leased += 1
            return .reuse(resource)
        }
        guard open < size else { return .wait }
        open += 1
        lanes[lane, default: LaneState()].leased += 1
        return .open
    }

    /// The same, and a place in the queue when nothing can be had.
    mutating func request(ticket: UInt64, _ lane: Lane = nil) -> Answer {
        let answer = takeAtOnce(lane)
        guard case .wait = answer else { return answer }
        let lane = told(lane)
        let isLaneFull = lane != nil && lanes[lane, default: LaneState()].waiting.count >= max(1, queueLimit / 2)
        guard waitingCount < queueLimit, !isLaneFull else { return .refuse(.queueFull(limit: queueLimit)) }
        lanes[lane, default: LaneState()].waiting.append(ticket)
        waitingCount += 1
        return .wait
    }

    /// A lease has ended and its resource is fit for another.
    mutating func giveBack(_ resource: Resource, _ lane: Lane = nil) -> Next {
        endLease(told(lane))
        if isDraining {
            open -= 1
            return .close(resource)
        }
        if let ticket = serveNext() { return .hand(resource, to: ticket) }
        idle.append(resource)
        return .keep
    }

    /// A resource was lost or could not be made; its place goes to the one whose turn it is.
    mutating func giveUpPlace(_ lane: Lane = nil) -> Next {
        endLease(told(lane))
        if !isDraining, let ticket = serveNext() { return .letOpen(ticket) }
        open -= 1
        return .nothing
    }

    /// True when the ticket still waited.
    mutating func withdraw(ticket: UInt64, _ lane: Lane = nil) -> Bool {
        let lane = told(lane)
        guard let index = lanes[lane]?.waiting.firstIndex(of: ticket) else { return false }
        lanes[lane]?.waiting.remove(at: index)
        waitingCount -= 1
        forget(lane)
        return true
    }

    /// Ends the queue: the idle resources to close and the tickets to refuse.
    mutating func drain() -> (idle: [Resource], refused: [UInt64]) {
        isDraining = true
        let refused = lanes.values.flatMap(\.waiting).sorted()
        defer {
            open -= idle.count
            idle = []
            waitingCount = 0
            for lane in lanes.keys { lanes[lane]?.waiting = [] }
        }
        return (idle, refused)
    }

    // MARK: Lanes

    private func told(_ lane: Lane) -> Lane { laneLimit == nil ? nil : lane }

    private func mayLease(_ lane: Lane) -> Bool {
        guard let laneLimit, lane != nil else { return true }
        return lanes[lane, default: LaneState()].leased < laneLimit
    }

    /// The ticket of the longest waiting in the lane that holds least; he holds a lease from here on.
    private mutating func serveNext() -> UInt64? {
        let next = lanes.filter { !$0.value.waiting.isEmpty && mayLease($0.key) }
            .min { ($0.value.leased, $0.value.waiting[0]) < ($1.value.leased, $1.value.waiting[0]) }
        // Not `next?.key`: the lane itself may be nil.
        guard let next, let ticket = lanes[next.key]?.waiting.removeFirst() else { return nil }
        let lane = next.key
        lanes[lane]?.leased += 1
        waitingCount -= 1
        return ticket
    }

    private mutating func endLease(_ lane: Lane) {
        lanes[lane]?.leased -= 1
        forget(lane)
    }

    private mutating func forget(_ lane: Lane) {
        if let state = lanes[lane], state.leased == 0, state.waiting.isEmpty { lanes[lane] = nil }
    }
}
