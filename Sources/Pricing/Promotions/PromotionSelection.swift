/// The promotions that a cart may get: automatic ones and those whose code was typed in, if their conditions are met.
struct PromotionSelection {
    /// Those that the cart may get.
    private(set) var admitted: [PromotionRule] = []
    private var turnedAway: [PromotionRefusal] = []
    /// The codes as they were typed in, by how they are compared.
    private let typed: [String: String]

    /// Judges every automatic rule and every rule whose code was typed in.
    init(_ rules: [PromotionRule], for cart: PricedCart, _ request: PricingRequest) {
        let codes = request.codes.filter { !PromotionRule.normalized($0).isEmpty }
        typed = Dictionary(codes.map { (PromotionRule.normalized($0), $0) }) { first, _ in first }
        let judge = PromotionJudge(cart: cart, request: request)
        var known: Set<String> = []
        for rule in rules {
            if let code = rule.code {
                known.insert(code)
                guard typed[code] != nil else { continue }
            }
            if let reason = judge.refusal(of: rule) {
                turnedAway.append(refusal(of: rule, reason))
            } else {
                admitted.append(rule)
            }
        }
        turnedAway += codes.filter { !known.contains(PromotionRule.normalized($0)) }
            .map { PromotionRefusal(promotion: nil, code: $0, reason: .unknownCode) }
    }

    /// Every refusal there is, in an order that does not depend on that of the rules.
    func refusals(after contest: PromotionContest) -> [PromotionRefusal] {
        (turnedAway + contest.refusals.map { refusal(of: $0.rule, $0.reason) }).sorted(by: Self.goesBefore)
    }

    private func refusal(of rule: PromotionRule, _ reason: PromotionRefusal.Reason) -> PromotionRefusal {
        PromotionRefusal(promotion: rule.id, code: rule.code.flatMap { typed[$0] }, reason: reason)
    }

    /// Codes first, since their typist waits for an answer.
    private static func goesBefore(_ left: PromotionRefusal, _ right: PromotionRefusal) -> Bool {
        if (left.code == nil) != (right.code == nil) { return right.code == nil }
        if let one = left.code, let other = right.code, one != other { return one < other }
        guard let one = left.promotion, let other = right.promotion else { return right.promotion != nil }
        return one < other
    }
}
