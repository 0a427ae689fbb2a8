/// Who gets which connection: the pool's rules without sockets or tasks. Callers are served in the order they came.
struct LeaseQueue<Resource> {
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

    let size: Int
    let queueLimit: Int
    private(set) var idle: [Resource] = []
    /// Leased, idle and being opened.
    private(set) var open = 0
    private(set) var waiting: [UInt64] = []
    private(set) var isDraining = false

    init(size: Int, queueLimit: Int) {
        self.size = size
        self.queueLimit = queueLimit
    }

    var leased: Int { open - idle.count }

    /// What can be had without waiting; `.wait` when nothing can. The most recently used first: it is warm.
    mutating func takeAtOnce() -> Answer {
        if isDraining { return .refuse(.shuttingDown) }
        guard waiting.isEmpty else { return .wait }
        if let resource = idle.popLast() { return .reuse(resource) }
        guard open < size else { return .wait }
        open += 1
        return .open
    }

    /// The same, and a place in the queue when nothing can be had.
    mutating func request(ticket: UInt64) -> Answer {
        let answer = takeAtOnce()
        guard case .wait = answer else { return answer }
        guard waiting.count < queueLimit else { return .refuse(.queueFull(limit: queueLimit)) }
        waiting.append(ticket)
        return .wait
    }

    /// A lease has ended and its resource is fit for another.
    mutating func giveBack(_ resource: Resource) -> Next {
        if isDraining {
            open -= 1
            return .close(resource)
        }
        if !waiting.isEmpty { return .hand(resource, to: waiting.removeFirst()) }
        idle.append(resource)
        return .keep
    }

    /// A resource was lost or could not be made; its place goes to the one who waits longest.
    mutating func giveUpPlace() -> Next {
        if !isDraining, !waiting.isEmpty { return .letOpen(waiting.removeFirst()) }
        open -= 1
        return .nothing
    }

    /// True when the ticket still waited.
    mutating func withdraw(ticket: UInt64) -> Bool {
        guard let index = waiting.firstIndex(of: ticket) else { return false }
        waiting.remove(at: index)
        return true
    }

    /// Ends the queue: the idle resources to close and the tickets to refuse.
    mutating func drain() -> (idle: [Resource], refused: [UInt64]) {
        isDraining = true
        defer {
            open -= idle.count
            idle = []
            waiting = []
        }
        return (idle, waiting)
    }
}
