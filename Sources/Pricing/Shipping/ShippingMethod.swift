/// A way to get goods to their buyer, and what it costs.
package struct ShippingMethod: Hashable, Sendable, Codable {
    /// The method's id.
    package let id: PricingID<ShippingMethod>
    /// What the shop calls it: `Standard shipping`.
    package let name: String
    /// Its price.
    package let price: ShippingPrice
    /// From this price of the goods on, before any discount, they are brought for nothing: a coupon never costs the
    /// shopper the free shipping that the goods had earned.
    package var freeFrom: Money?
    /// Below this price of the goods it is not offered.
    package var minimum: Money?

    /// A method of that price.
    package init(id: PricingID<ShippingMethod>, name: String, _ price: ShippingPrice) {
        self.id = id
        self.name = name
        self.price = price
    }

    /// What the method costs for a parcel, or why it is not offered.
    func quote(_ parcel: Parcel) -> Result<ShippingOffer.Basis, ShippingRefusal.Reason> {
        if let minimum, parcel.goods < minimum.minorUnits {
            return .failure(.minimumNotReached(missing: minimum.reduced(by: parcel.goods)))
        }
        if let freeFrom, parcel.goods >= freeFrom.minorUnits { return .success(.free(from: freeFrom)) }
        switch price {
        case .flat(let price):
            return .success(.flat(price))
        case .byWeight(let bands):
            let reached = bands.filter { parcel.grams <= $0.grams }.min { $0.grams < $1.grams }
            guard let reached else { return .failure(.tooHeavy(limit: bands.map(\.grams).max() ?? 0)) }
            return .success(.weight(upTo: reached.grams, reached.price))
        case .byTotal(let bands):
            let reached = bands.filter { $0.total.minorUnits <= parcel.goods }
                .max { $0.total.minorUnits < $1.total.minorUnits }
            guard let reached else { return .failure(.noPriceForTotal) }
            return .success(.total(from: reached.total, reached.price))
        }
    }

    /// Every amount in it, for the check of currencies.
    var amounts: [Money] { price.amounts + [freeFrom, minimum].compactMap(\.self) }
}

/// What a method has to know of the goods.
struct Parcel {
    /// What all goods cost before any discount.
    let goods: MinorUnits
    /// What those that are shipped weigh.
    let grams: Int
}

extension Money {
    /// How much is missing of this amount.
    func reduced(by part: MinorUnits) -> Money {
        Money(minorUnits: minorUnits - part, currency)
    }
}

extension ShippingRefusal.Reason: Error {}
