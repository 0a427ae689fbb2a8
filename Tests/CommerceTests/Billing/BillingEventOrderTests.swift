import Commerce
import Foundation
import Postgres
import Providers
import TestSupport
import Testing

/// Stripe's reports come twice, late and out of order; what they come to is always the same.
@Suite(.database) struct BillingEventOrderTests {
    @Test func `every order of a short life ends in the same state`() async throws {
        let straight = try await BillingLife.begin("0")
        try await straight.receive(straight.short, straight.billing())
        let expected = try await straight.state()

        try await together(permutations(straight.short.count)) { number, order in
            let life = try await BillingLife.begin("p\(number)")
            try await life.receive(order.map { life.short[$0] }, life.billing())
            #expect(try await life.state() == expected, "order \(order)")
        }

        #expect(expected.contains { $0.contains("sub_second starter past_due") })
        #expect(expected.contains { $0.contains("sub_first starter canceled") })
    }

    @Test func `a long life, shuffled and with repetitions, ends in the same state`() async throws {
        let straight = try await BillingLife.begin("0")
        try await straight.receive(straight.long, straight.billing())
        let expected = try await straight.state()

        try await together((0..<200).map { shuffled(straight.long.count, seed: UInt64($0)) }) { number, order in
            let life = try await BillingLife.begin("s\(number)")
            try await life.receive(order.map { life.long[$0] }, life.billing())
            #expect(try await life.state() == expected, "seed \(number)")
            #expect(
                try await life.count(
                    """
                    SELECT count(*) FROM billing_events WHERE event_id LIKE \("evt_s\(number)\\_%")
                        AND processed_at IS NOT NULL AND attempts = 1
                    """
                ) == life.long.count
            )
        }

        // Owed since the first of two reports of it, whichever came first.
        let owedSince = BillingLife.start + 1_001
        #expect(expected.contains { $0.contains("sub_second professional past_due") && $0.contains("\(owedSince)") })
    }

    @Test func `eight sessions that deliver all reports at once do each of them once`() async throws {
        let straight = try await BillingLife.begin("0")
        try await straight.receive(straight.long, straight.billing())
        let life = try await BillingLife.begin("c")
        let billing = life.billing()

        try await withThrowingTaskGroup(of: Void.self) { group in
            for session in 0..<8 {
                let order = shuffled(life.long.count, seed: UInt64(session))
                group.addTask { try await life.receive(order.map { life.long[$0] }, billing) }
            }
            try await group.waitForAll()
        }
        let later = Date(timeIntervalSince1970: TimeInterval(BillingLife.start + 3_600))
        try await ProcessBillingEvents(life.billing(at: later)).waiting()

        #expect(try await life.state() == straight.state())
        #expect(
            try await life.count(
                "SELECT count(*) FROM billing_events WHERE event_id LIKE 'evt_c\\_%' AND attempts = 1 AND processed_at IS NOT NULL"
            ) == life.long.count
        )
    }

    @Test func `an owner who is only known from the page is found whichever report comes first`() async throws {
        for order in permutations(3) {
            let name = order.map(String.init).joined()
            let life = try await BillingLife.begin("u\(name)", knowingCustomer: false)
            let reports = [
                life.subscription(life.first, "created", after: 10, status: "incomplete", named: false),
                life.checkout(life.first, after: 11),
                life.subscription(life.first, "updated", after: 12, status: "active", named: false),
            ]

            try await life.receive(order.map { reports[$0] }, life.billing())

            #expect(try await life.state().contains { $0.hasPrefix("starter active") }, "order \(order)")
        }
    }

    /// Runs each on a life of its own, some at once.
    private func together(
        _ orders: [[Int]],
        _ body: @escaping @Sendable (Int, [Int]) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, order) in orders.enumerated() {
                if number >= 6 { try await group.next() }
                group.addTask { try await body(number, order) }
            }
            try await group.waitForAll()
        }
    }
}

/// All orders of so many things.
private func permutations(_ count: Int) -> [[Int]] {
    guard count > 0 else { return [[]] }
    return permutations(count - 1).flatMap { shorter in
        (0...shorter.count).map { position in
            var longer = shorter
            longer.insert(count - 1, at: position)
            return longer
        }
    }
}

/// Each at least once, some twice or three times, in an order that the seed chooses.
private func shuffled(_ count: Int, seed: UInt64) -> [Int] {
    var random = SplitMix(seed: seed)
    let repeated = (0..<count).filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
    return (Array(0..<count) + repeated).shuffled(using: &random)
}

/// Vigna's SplitMix64: the same numbers for the same seed.
private struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
