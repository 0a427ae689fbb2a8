import Foundation
package import Pricing

extension CheckoutTerms {
    /// The one way in which the terms bring goods.
    static let standardShipping = PricingID<ShippingMethod>(
        UUID(uuid: (0, 0, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0, 0, 1))
    )
    private static let zone = PricingID<TaxZone>(UUID(uuid: (0, 0, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0, 0, 2)))

    /// The terms as the engine's rules: one rate of tax on goods and one price of shipping, the same everywhere. The tax
    /// is rounded half up once for the order, and shipping bears none.
    package func pricingRules() throws(PricingError) -> PricingRules {
        var rules = PricingRules()
        let rate = try Rate(millionths: NSDecimalNumber(decimal: taxRate * 1_000_000).intValue)
        rules.tax = TaxRules(
            pricesIncludeTax: pricesIncludeTax,
            zones: [
                TaxZone(
                    id: Self.zone,
                    name: "Everywhere",
                    territories: [.everywhere],
                    rates: [.standard: [TaxRate("Tax", rate)]]
                )
            ]
        )
        rules.tax.shipping = .asClass(.exempt)
        var method = ShippingMethod(id: Self.standardShipping, name: "Standard shipping", .flat(shippingRate))
        method.freeFrom = shippingFreeFrom
        rules.shipping.zones = [ShippingZone([.everywhere], [method])]
        return rules
    }
}
