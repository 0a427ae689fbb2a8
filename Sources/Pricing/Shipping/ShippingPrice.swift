/// How a shipping method's price comes about.
package enum ShippingPrice: Hashable, Sendable, Codable {
    /// The same for every order.
    case flat(_ price: Money)
    /// By what the goods weigh.
    case byWeight(_ bands: [WeightBand])
    /// By what the goods cost, before any discount.
    case byTotal(_ bands: [TotalBand])

    /// A price up to some weight.
    package struct WeightBand: Hashable, Sendable, Codable {
        /// The heaviest goods that have this price.
        package let grams: Int
        /// The price.
        package let price: Money

        /// `price` up to `grams`.
        package init(upTo grams: Int, _ price: Money) {
            self.grams = grams
            self.price = price
        }
    }

    /// A price from some total on.
    package struct TotalBand: Hashable, Sendable, Codable {
        /// The cheapest goods that have this price.
        package let total: Money
        /// The price.
        package let price: Money

        /// `price` from `total` on.
        package init(from total: Money, _ price: Money) {
            self.total = total
            self.price = price
        }
    }

    /// Every amount in it, for the check of currencies.
    var amounts: [Money] {
        switch self {
        case .flat(let price): [price]
        case .byWeight(let bands): bands.map(\.price)
        case .byTotal(let bands): bands.flatMap { [$0.total, $0.price] }
        }
    }
}
