import Foundation
import Testing

@testable import Postgres

/// The pool's shares as a column of requests and answers; a lane is a tenant.
struct LeaseLanesTests {
    private let loud = UUID()
    private let quiet = UUID()

    private func queue() -> LeaseQueue<Int> { LeaseQueue(size: 4, queueLimit: 8, laneLimit: 2) }

    private func words(_ answer: LeaseQueue<Int>.Answer) -> String {
        switch answer {
        case .reuse(let resource): "reuse \(resource)"
        case .open: "open"
        case .wait: "wait"
        case .refuse: "refuse"
        }
    }

    private func words(_ next: LeaseQueue<Int>.Next) -> String {
        switch next {
        case .hand(_, let ticket): "hand to \(ticket)"
        case .letOpen(let ticket): "let \(ticket) open"
        case .keep: "keep"
        case .close: "close"
        case .nothing: "nothing"
        }
    }

    @Test func `one lane never holds more than its share, and another finds the rest free`() {
        var queue = queue()

        let flood = (1...7).map { words(queue.request(ticket: $0, loud)) }
        let visit = words(queue.request(ticket: 8, quiet))

        #expect(flood == ["open", "open", "wait", "wait", "wait", "wait", "refuse"])
        #expect(visit == "open")
    }

    @Test func `a connection that comes back goes to the lane that holds least`() {
        var queue = LeaseQueue<Int>(size: 2, queueLimit: 8, laneLimit: 2)
        for ticket: UInt64 in 1...4 { _ = queue.request(ticket: ticket, loud) }
        _ = queue.request(ticket: 5, quiet)

        let first = words(queue.giveBack(7, loud))
        let second = words(queue.giveBack(7, loud))
        let third = words(queue.giveBack(7, quiet))

        #expect([first, second, third] == ["hand to 5", "hand to 3", "hand to 4"])
    }

    @Test func `a lane at its limit leaves what is idle to others`() {
        var queue = queue()
        for ticket: UInt64 in 1...3 { _ = queue.request(ticket: ticket, loud) }
        _ = queue.request(ticket: 4, quiet)

        let kept = words(queue.giveBack(9, quiet))
        let visit = words(queue.request(ticket: 5, quiet))
        let served = words(queue.giveBack(8, loud))

        #expect([kept, visit, served] == ["keep", "reuse 9", "hand to 3"])
    }

    @Test func `the program's own work has no limit but the pool`() {
        var queue = queue()

        let answers = (1...5).map { words(queue.request(ticket: $0)) }

        #expect(answers == ["open", "open", "open", "open", "wait"])
    }

    @Test func `whatever is asked, lost and given back, nothing is lent twice and nothing is lost`() {
        var queue = LeaseQueue<Int>(size: 5, queueLimit: 50, laneLimit: 2)
        let lanes: [UUID?] = [loud, quiet, UUID(), nil]
        var held: [(lane: UUID?, resource: Int)] = []
        var waiting: [UInt64: UUID?] = [:]
        var made = 0
        var random = SystemRandomNumberGenerator()

        func serve(_ next: LeaseQueue<Int>.Next) {
            switch next {
            case .hand(let resource, let ticket): held.append((waiting.removeValue(forKey: ticket) ?? nil, resource))
            case .letOpen(let ticket):
                made += 1
                held.append((waiting.removeValue(forKey: ticket) ?? nil, made))
            default: break
            }
        }

        for ticket: UInt64 in 1...5_000 {
            let lane = lanes.randomElement(using: &random) ?? nil
            switch queue.request(ticket: ticket, lane) {
            case .reuse(let resource): held.append((lane, resource))
            case .open:
                made += 1
                held.append((lane, made))
            case .wait: waiting[ticket] = .some(lane)
            case .refuse: break
            }
            while held.count > Int.random(in: 0...5, using: &random) {
                let lease = held.remove(at: Int.random(in: 0..<held.count, using: &random))
                serve(
                    Bool.random(using: &random)
                        ? queue.giveBack(lease.resource, lease.lane) : queue.giveUpPlace(lease.lane))
            }
            #expect(Set(held.map(\.resource)).count == held.count && held.count == queue.leased && queue.open <= 5)
            for lane in lanes where lane != nil { #expect(held.count { $0.lane == lane } <= 2) }
        }
        while let lease = held.popLast() { serve(queue.giveBack(lease.resource, lease.lane)) }
        #expect(waiting.isEmpty && queue.leased == 0)
    }
}
