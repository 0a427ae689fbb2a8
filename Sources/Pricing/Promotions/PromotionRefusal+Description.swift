extension PromotionRefusal.Reason: CustomStringConvertible {
    /// The reason in plain English, for logs.
    package var description: String {
        switch self {
        case .unknownCode: "no such code"
        case .notYet(let start): "starts at \(start)"
        case .expired(let end): "ended at \(end)"
        case .usedUp: "used up"
        case .alreadyUsed: "already used by this customer"
        case .otherCurrency(let currency): "in \(currency)"
        case .notFirstOrder: "for first orders"
        case .otherCustomers: "for other customers"
        case .otherCountry(let country): "not for \(country)"
        case .addressNeeded: "depends on the address"
        case .spendNotReached(let missing): "\(missing.formatted()) more needed"
        case .quantityNotReached(let missing): "\(missing) more pieces needed"
        case .nothingEligible: "nothing in the cart is part of it"
        case .nothingLeft: "nothing is left to take off"
        case .shippingNotChosen: "no shipping method is chosen yet"
        case .notCombined(let others): "cannot be combined with \(others.map(\.description).joined(separator: ", "))"
        }
    }
}
