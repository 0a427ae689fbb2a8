import Commerce
import Foundation
import HTTPTypes
import Testing

@testable import HTTPSupport

/// Whose request is worked on: the rules with a clock that stands still, and the guard itself.
struct AdmissionTests {
    private let quota = RequestQuota(rate: 10, burst: 4, atOnce: 2)

    private func queue(slots: Int = 100, limit: Int = 2) -> AdmissionQueue<String> {
        AdmissionQueue(slots: slots, queueLimit: limit)
    }

    @Test func `a bucket lets its burst in and then what its rate allows`() {
        var queue = queue()
        var answers: [AdmissionQueue<String>.Answer] = []

        for (ticket, now) in [(1, 0), (2, 0), (3, 0), (4, 0), (5, 0), (6, 0.1), (7, 0.1), (8, 100)]
            as [(UInt64, Double)]
        {
            answers.append(queue.request(ticket: ticket, of: "a", quota, at: now))
            _ = queue.leave("a")
        }

        #expect(answers.map { $0 == .enter } == [true, true, true, true, false, true, false, true])
        #expect(answers[4] == .refuse(.tooMany))
    }

    @Test func `slots are a tenant's own, its queue is short, and the longest waiting is next`() {
        let wide = RequestQuota(rate: 1_000, burst: 1_000, atOnce: 2)
        var queue = queue()

        let flood = (1...5).map { queue.request(ticket: $0, of: "loud", wide, at: 0) }
        let visit = queue.request(ticket: 9, of: "quiet", wide, at: 0)
        let next = queue.leave("loud")

        #expect(flood == [.enter, .enter, .wait, .wait, .refuse(.busy)])
        #expect(visit == .enter)
        #expect(next == [3])
    }

    @Test func `when all slots are taken, the next goes to the tenant that has fewest`() {
        let wide = RequestQuota(rate: 1_000, burst: 1_000, atOnce: 10)
        var queue = queue(slots: 3)
        for ticket: UInt64 in 1...4 { _ = queue.request(ticket: ticket, of: "loud", wide, at: 0) }
        _ = queue.request(ticket: 5, of: "quiet", wide, at: 0)

        let first = queue.leave("loud")
        let second = queue.leave("loud")

        #expect(first == [5])
        #expect(second == [4])
    }

    @Test func `a heavy request takes as many slots as it is worth, and never blocks itself`() {
        let wide = RequestQuota(rate: 1_000, burst: 1_000, atOnce: 4)
        var queue = queue()

        let answers = [
            queue.request(ticket: 1, of: "a", wide, weight: 3, at: 0),
            queue.request(ticket: 2, of: "a", wide, weight: 3, at: 0),
        ]
        let next = queue.leave("a", weight: 3)
        let alone = queue.request(ticket: 3, of: "b", RequestQuota(rate: 9, burst: 9, atOnce: 1), weight: 4, at: 0)

        #expect(answers == [.enter, .wait])
        #expect(next == [2])
        #expect(alone == .enter)
    }

    @Test func `who is idle is forgotten, who is at work is not`() {
        var queue = queue()
        _ = queue.request(ticket: 1, of: "gone", quota, at: 0)
        _ = queue.leave("gone")
        _ = queue.request(ticket: 2, of: "busy", quota, at: 0)

        queue.forgetIdle(for: 60, at: 61)

        #expect(queue.knownTenants == 1)
    }

    @Test(.timeLimit(.minutes(1)))
    func `a flood never has more at work than its slots, and everybody gets an answer`() async throws {
        let store = ID<Store>(UUID())
        let most = Most()
        let quota = RequestQuota(rate: 1_000_000, burst: 1_000_000, atOnce: 3)
        let admission = Admission { _ in quota }
        // The first asks for the quota; what is known then counts for all others.
        while admission.quota(of: store) != quota { await Task.yield() }

        let answers = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<300 {
                group.addTask {
                    let result: Void? = try? await admission.run(for: store) {
                        await most.enter()
                        await Task.yield()
                        await most.leave()
                    }
                    return result != nil
                }
            }
            return await group.reduce(into: [true: 0, false: 0]) { $0[$1, default: 0] += 1 }
        }

        #expect(await most.seen <= 3)
        #expect((answers[true] ?? 0) >= 3 && (answers[true] ?? 0) + (answers[false] ?? 0) == 300)
    }

    @Test func `one that is cancelled while it waits gives its place up`() async throws {
        let store = ID<Store>(UUID())
        var settings = Admission.Settings()
        settings.slots = 1
        settings.patience = .seconds(60)
        let admission = Admission(settings) { _ in nil }
        let (entered, enter) = AsyncStream<Void>.makeStream()
        let (released, release) = AsyncStream<Void>.makeStream()
        let first = Task {
            try await admission.run(for: store) {
                enter.finish()
                for await _ in released {}
            }
        }
        for await _ in entered {}

        let second = Task { try await admission.run(for: store) {} }
        second.cancel()
        let outcome = await second.result
        release.finish()
        try await first.value

        #expect(throws: CancellationError.self) { try outcome.get() }
        try await admission.run(for: store) {}
        #expect(admission.takeUsage()[store]?.requests == 3)
    }
}

/// How many are at work at once.
private actor Most {
    private var now = 0
    private(set) var seen = 0

    func enter() {
        now += 1
        seen = max(seen, now)
    }

    func leave() { now -= 1 }
}
