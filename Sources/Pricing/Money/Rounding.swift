/// What becomes of a fraction of a minor unit.
package enum Rounding: String, Hashable, Sendable, Codable, CaseIterable {
    /// To the nearest, a half away from zero: what tax authorities ask for where they ask.
    case halfUp
    /// To the nearest, a half to the even neighbour.
    case halfEven
    /// The fraction is dropped.
    case down
    /// Any fraction counts as a whole unit.
    case up

    /// `numerator ÷ denominator` as a whole number; neither is negative, and the denominator is not zero.
    func quotient(_ numerator: Int128, _ denominator: Int128) -> Int128 {
        let (whole, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
        let isRoundedUp =
            switch self {
            case .halfUp: rest >= denominator - rest
            case .halfEven: rest > denominator - rest || (rest == denominator - rest && whole % 2 == 1)
            case .down: false
            case .up: rest > 0
            }
        return isRoundedUp ? whole + 1 : whole
    }
}
