/// Decides which promotions a cart gets.
///
/// Those that stack are taken off one after the other; together they are one way to price the cart. Each exclusive one
/// is another way, alone. The way that takes most off the prices is taken: no code that is typed in takes a better
/// promotion away, and nobody has to try codes in turn. Of two that take the same, that of the higher priority is taken,
/// then the stack, then always the same one.
struct PromotionContest {
    /// One way to price the cart.
    private struct Way {
        let rules: [PromotionRule]
        let ledger: DiscountLedger
        let refusals: [(rule: PromotionRule, reason: PromotionRefusal.Reason)]
    }

    /// What the winning way took off.
    let ledger: DiscountLedger
    /// Those that were admitted and give nothing.
    private(set) var refusals: [(rule: PromotionRule, reason: PromotionRefusal.Reason)] = []

    /// Tries every way, each on a ledger like `start`.
    init(_ admitted: [PromotionRule], on start: DiscountLedger) throws(PricingError) {
        let ordered = admitted.sorted(by: Self.goesBefore)
        var ways = [try Self.way(ordered.filter { $0.stacking == .stackable }, start)]
        for rule in ordered where rule.stacking == .exclusive {
            ways.append(try Self.way([rule], start))
        }
        let winner = ways.indices.max { Self.isWorse($0, $1, ways) } ?? 0
        ledger = ways[winner].ledger
        let applied = ledger.entries.map(\.rule.id)
        for (position, way) in ways.enumerated() {
            refusals += way.refusals
            guard position != winner else { continue }
            refusals += way.ledger.entries.map { ($0.rule, .notCombined(with: applied)) }
        }
    }

    private static func way(_ rules: [PromotionRule], _ start: DiscountLedger) throws(PricingError) -> Way {
        var ledger = start
        var refusals: [(PromotionRule, PromotionRefusal.Reason)] = []
        for rule in rules {
            if let reason = try ledger.apply(rule) { refusals.append((rule, reason)) }
        }
        return Way(rules: rules, ledger: ledger, refusals: refusals)
    }

    /// The ways come in order, so of equal ones the earlier is the better.
    private static func isWorse(_ one: Int, _ other: Int, _ ways: [Way]) -> Bool {
        let (left, right) = (ways[one], ways[other])
        if left.ledger.saved != right.ledger.saved { return left.ledger.saved < right.ledger.saved }
        let priorities = (left.rules.map(\.priority).max() ?? .min, right.rules.map(\.priority).max() ?? .min)
        return priorities.0 != priorities.1 ? priorities.0 < priorities.1 : one > other
    }

    private static func goesBefore(_ left: PromotionRule, _ right: PromotionRule) -> Bool {
        let order = (left.benefit.phase, right.priority, left.benefit.rank)
        let other = (right.benefit.phase, left.priority, right.benefit.rank)
        return order != other ? order < other : left.id < right.id
    }
}
