/// A part of the world with its taxes. A place belongs to the one zone that fits it most closely.
package struct TaxZone: Hashable, Sendable, Codable {
    /// The zone's id.
    package let id: PricingID<TaxZone>
    /// What the shop calls it.
    package let name: String
    /// Where it is.
    package let territories: [Territory]
    /// The taxes of each class, in the order in which they compound.
    package let rates: [TaxClass: [TaxRate]]

    /// A zone of these territories.
    package init(
        id: PricingID<TaxZone>, name: String, territories: [Territory], rates: [TaxClass: [TaxRate]]
    ) {
        self.id = id
        self.name = name
        self.territories = territories
        self.rates = rates
    }

    /// How a class is treated here; a class that the zone does not know is taxed in full.
    func treatment(of taxClass: TaxClass) -> TaxTreatment {
        if taxClass == .exempt { return .exempt }
        let taxes = rates[taxClass] ?? (taxClass == .zero ? [] : rates[.standard] ?? [])
        return taxes.contains { $0.rate > .zero } ? .taxed(taxes) : .zeroRated
    }
}
