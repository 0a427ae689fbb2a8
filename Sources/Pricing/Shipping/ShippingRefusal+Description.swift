extension ShippingRefusal.Reason: CustomStringConvertible {
    /// The reason in plain English, for logs.
    package var description: String {
        switch self {
        case .addressNeeded: "depends on the address"
        case .placeNeeded: "depends on the place of the address"
        case .elsewhere: "does not go there"
        case .minimumNotReached(let missing): "\(missing.formatted()) more needed"
        case .tooHeavy(let limit): "heavier than \(limit) g"
        case .noPriceForTotal: "no price for this total"
        }
    }
}
