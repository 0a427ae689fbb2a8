/// How a shop charges tax.
package struct TaxRules: Hashable, Sendable, Codable {
    /// Whether the shop's prices hold the tax of wherever the order goes. They are the same everywhere: where tax is
    /// higher the shop keeps less.
    package var pricesIncludeTax: Bool
    /// Where tax is charged. No tax is charged elsewhere.
    package var zones: [TaxZone]
    /// How shipping is taxed.
    package var shipping = ShippingTax.withGoods
    /// Where fractions of a minor unit are rounded.
    package var roundingPlace = TaxRoundingPlace.order
    /// How they are rounded.
    package var rounding = Rounding.halfUp
    /// Where the order is taken to go while no address is known; nil shows prices without tax until then.
    package var assumedDestination: Destination?

    /// Rules for these zones.
    package init(pricesIncludeTax: Bool, zones: [TaxZone] = []) {
        self.pricesIncludeTax = pricesIncludeTax
        self.zones = zones
    }

    /// The zone that fits the place most closely; of two that fit alike, always the same one.
    package func zone(for destination: Destination?) -> TaxZone? {
        let destination = destination ?? assumedDestination
        return zones.compactMap { zone in zone.territories.fit(destination).map { (fit: $0, zone: zone) } }
            .max { ($0.fit, $1.zone.id) < ($1.fit, $0.zone.id) }?.zone
    }
}

/// How shipping is taxed.
package enum ShippingTax: Hashable, Sendable, Codable {
    /// As the goods that are shipped, in proportion to what is paid for them.
    case withGoods
    /// As a class of its own.
    case asClass(_ taxClass: TaxClass)
}

/// Where fractions of a minor unit are rounded.
package enum TaxRoundingPlace: String, Hashable, Sendable, Codable {
    /// Once for each tax and everything that bears it.
    case order
    /// On every line, and on shipping.
    case line
}
