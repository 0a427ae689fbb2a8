extension Amounts {
    /// Spreads an amount in proportion to weights by the largest remainder: everyone gets the whole part of their
    /// share, and the units left over go one each to the largest fractions, the earlier of equal ones first.
    /// The shares sum to the amount; while that is not above the sum of the weights, none is above its weight.
    /// Where all weights are zero the first takes everything.
    static func apportion(_ amount: MinorUnits, over weights: [MinorUnits]) -> [MinorUnits] {
        let whole = weights.reduce(0, +)
        var shares = [MinorUnits](repeating: 0, count: weights.count)
        guard whole > 0, amount > 0 else {
            if !shares.isEmpty { shares[0] = amount }
            return shares
        }
        if amount == whole { return weights }
        var fractions: [(rest: MinorUnits, position: Int)] = []
        fractions.reserveCapacity(weights.count)
        var left = amount
        for (position, weight) in weights.enumerated() where weight > 0 {
            let (share, rest) = whole.dividingFullWidth(amount.multipliedFullWidth(by: weight))
            shares[position] = share
            left -= share
            if rest > 0 { fractions.append((rest, position)) }
        }
        guard left > 0 else { return shares }
        fractions.sort { $0.rest != $1.rest ? $0.rest > $1.rest : $0.position < $1.position }
        for fraction in fractions.prefix(left) {
            shares[fraction.position] += 1
        }
        return shares
    }
}
