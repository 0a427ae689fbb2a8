/// The methods that are offered for a cart, in the shop's order, and those that are not.
package struct ShippingOptions: Hashable, Sendable, Codable {
    /// What can be chosen.
    package private(set) var offers: [ShippingOffer] = []
    /// What cannot, and why.
    package private(set) var refusals: [ShippingRefusal] = []

    /// Asks every method of the shop.
    init(for parcel: Parcel, to destination: Destination?, under rules: ShippingRules) {
        addCarriers(parcel, destination, rules.zones)
        for delivery in rules.localDeliveries {
            let isInside = destination.map { delivery.area.contains($0) }
            switch isInside {
            case nil: refuse(delivery.method, .addressNeeded)
            case .some(nil): refuse(delivery.method, .placeNeeded)
            case false: refuse(delivery.method, .elsewhere)
            case true: add(delivery.method, .local, parcel)
            }
        }
        for pickup in rules.pickups {
            add(pickup, .pickup, parcel)
        }
    }

    private mutating func addCarriers(_ parcel: Parcel, _ destination: Destination?, _ zones: [ShippingZone]) {
        let fits = zones.map { $0.territories.fit(destination) }
        let closest = fits.compactMap(\.self).max()
        for (zone, fit) in zip(zones, fits) {
            for method in zone.methods {
                if fit != nil && fit == closest {
                    add(method, .carrier, parcel)
                } else {
                    refuse(method, destination == nil ? .addressNeeded : .elsewhere)
                }
            }
        }
    }

    private mutating func add(_ method: ShippingMethod, _ way: ShippingOffer.Way, _ parcel: Parcel) {
        switch method.quote(parcel) {
        case .success(let basis):
            offers.append(ShippingOffer(method: method.id, name: method.name, way: way, basis: basis))
        case .failure(let reason):
            refuse(method, reason)
        }
    }

    private mutating func refuse(_ method: ShippingMethod, _ reason: ShippingRefusal.Reason) {
        refusals.append(ShippingRefusal(method: method.id, name: method.name, reason: reason))
    }

    /// What becomes of the choice of a method.
    func choice(of method: PricingID<ShippingMethod>?) -> ShippingChoice {
        guard let method else { return .open }
        return offers.first { $0.method == method }.map(ShippingChoice.chosen) ?? .unavailable(method)
    }
}
