/// How a shop gets its goods to people.
package struct ShippingRules: Hashable, Sendable, Codable {
    /// Carriers by parts of the world. A place has the methods of the zones that fit it most closely.
    package var zones: [ShippingZone] = []
    /// What the shop brings itself.
    package var localDeliveries: [LocalDelivery] = []
    /// Where goods can be fetched.
    package var pickups: [ShippingMethod] = []

    /// A shop that ships nowhere, until something is added.
    package init() {}

    /// Every amount in it, for the check of currencies.
    var amounts: [Money] {
        (zones.flatMap(\.methods) + localDeliveries.map(\.method) + pickups).flatMap(\.amounts)
    }
}

/// A part of the world and the methods that reach it.
package struct ShippingZone: Hashable, Sendable, Codable {
    /// Where it is.
    package let territories: [Territory]
    /// What is offered there.
    package let methods: [ShippingMethod]

    /// These methods in these territories.
    package init(_ territories: [Territory], _ methods: [ShippingMethod]) {
        self.territories = territories
        self.methods = methods
    }
}

/// Delivery by the shop itself, in some area around it.
package struct LocalDelivery: Hashable, Sendable, Codable {
    /// Where the shop goes.
    package let area: DeliveryArea
    /// What it costs.
    package let method: ShippingMethod

    /// `method` within `area`.
    package init(in area: DeliveryArea, _ method: ShippingMethod) {
        self.area = area
        self.method = method
    }
}
