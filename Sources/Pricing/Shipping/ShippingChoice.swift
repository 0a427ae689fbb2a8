/// What became of the shopper's choice of a shipping method.
package enum ShippingChoice: Hashable, Sendable, Codable {
    /// There are no goods that have to be brought.
    case nothingToShip
    /// No method has been chosen yet, so nothing is charged yet.
    case open
    /// The chosen method is not offered (any more); nothing is charged until another one is chosen.
    case unavailable(_ method: PricingID<ShippingMethod>)
    /// The chosen method.
    case chosen(_ offer: ShippingOffer)

    /// The chosen offer, if there is one.
    package var offer: ShippingOffer? {
        if case .chosen(let offer) = self { offer } else { nil }
    }
}
