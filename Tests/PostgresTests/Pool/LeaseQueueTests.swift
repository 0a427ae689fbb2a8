import Testing

@testable import Postgres

/// The pool's rules as a column of requests and answers; resources are numbers.
struct LeaseQueueTests {
    private func queue(size: Int = 2, limit: Int = 2) -> LeaseQueue<Int> { LeaseQueue(size: size, queueLimit: limit) }

    private func describe(_ answer: LeaseQueue<Int>.Answer) -> String {
        switch answer {
        case .reuse(let resource): "reuse \(resource)"
        case .open: "open"
        case .wait: "wait"
        case .refuse(let error): "\(error)"
        }
    }

    private func describe(_ next: LeaseQueue<Int>.Next) -> String {
        switch next {
        case .hand(let resource, let ticket): "hand \(resource) to \(ticket)"
        case .letOpen(let ticket): "let \(ticket) open"
        case .keep: "keep"
        case .close(let resource): "close \(resource)"
        case .nothing: "nothing"
        }
    }

    /// Outside the macro, whose operands may not mutate.
    private func expect(_ actual: String, _ expected: String, at location: SourceLocation = #_sourceLocation) {
        #expect(actual == expected, sourceLocation: location)
    }

    @Test func `opens up to its size, then lets wait, then refuses`() {
        var queue = queue()

        let answers = (1...5).map { describe(queue.request(ticket: $0)) }

        #expect(Array(answers.prefix(4)) == ["open", "open", "wait", "wait"])
        #expect(answers[4] == "All connections are busy and 2 callers wait already; try again shortly.")
    }

    @Test func `serves in the order of asking`() {
        var queue = queue(size: 1)
        _ = (1...3).map { queue.request(ticket: $0) }

        expect(describe(queue.giveBack(7)), "hand 7 to 2")
        expect(describe(queue.giveBack(7)), "hand 7 to 3")
        expect(describe(queue.giveBack(7)), "keep")
        expect(describe(queue.request(ticket: 4)), "reuse 7")
    }

    @Test func `a lost connection's place goes to the longest waiting`() {
        var queue = queue(size: 1)
        _ = (1...2).map { queue.request(ticket: $0) }

        expect(describe(queue.giveUpPlace()), "let 2 open")
        expect(describe(queue.giveUpPlace()), "nothing")
        #expect(queue.open == 0)
    }

    @Test func `one who withdraws is not served`() {
        var queue = queue(size: 1)
        _ = (1...3).map { queue.request(ticket: $0) }

        let withdrawals = [queue.withdraw(ticket: 2), queue.withdraw(ticket: 2)]

        #expect(withdrawals == [true, false])
        expect(describe(queue.giveBack(7)), "hand 7 to 3")
    }

    @Test func `draining refuses newcomers and closes what comes back`() {
        var queue = queue(size: 2)
        _ = (1...3).map { queue.request(ticket: $0) }
        _ = queue.giveBack(7)

        let drained = queue.drain()

        #expect(drained.refused == [])
        expect(describe(queue.request(ticket: 9)), "The database pool is shutting down.")
        expect(describe(queue.giveBack(7)), "close 7")
        expect(describe(queue.giveBack(8)), "close 8")
        #expect(queue.open == 0)
    }
}
