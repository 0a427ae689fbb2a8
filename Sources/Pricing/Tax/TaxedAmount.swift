/// An amount with its taxes: `gross = net + charges`, exactly. For a line, for shipping, or for everything in an order
/// that is taxed alike.
package struct TaxedAmount: Hashable, Sendable, Codable {
    /// One tax of it.
    package struct Charge: Hashable, Sendable, Codable {
        /// The tax.
        package let tax: TaxRate
        /// How much it is.
        package let amount: Money
    }

    /// What tax is charged, or why none is.
    package let treatment: TaxTreatment
    /// The amount without tax.
    package let net: Money
    /// The taxes, in the order of the zone.
    package let charges: [Charge]
    /// What is paid.
    package let gross: Money
    /// The tax that the price held and an exempt buyer does not pay.
    package let relief: Money

    /// All taxes together.
    package var tax: Money { gross.reduced(by: net.minorUnits) }
}

extension TaxedAmount {
    /// An amount as a shop's price has it, with the taxes that it holds or that come on top of it.
    init(
        _ amount: MinorUnits, _ taxes: [MinorUnits], _ treatment: TaxTreatment, _ terms: TaxTerms, _ currency: Currency
    ) {
        func money(_ amount: MinorUnits) -> Money { Money(minorUnits: amount, currency) }
        let tax = taxes.reduce(0, +)
        let net = terms.pricesIncludeTax ? amount - tax : amount
        if let exemption = terms.exemption, case .taxed = treatment {
            self.init(
                treatment: .relieved(exemption), net: money(net), charges: [], gross: money(net),
                relief: money(amount - net)
            )
        } else {
            self.init(
                treatment: treatment,
                net: money(net),
                charges: zip(treatment.taxes, taxes).map { Charge(tax: $0, amount: money($1)) },
                gross: money(net + tax),
                relief: money(0)
            )
        }
    }
}

/// What decides how taxes and an amount go together.
struct TaxTerms {
    /// Whether the amount holds the taxes.
    let pricesIncludeTax: Bool
    /// Why the buyer pays none, if so.
    let exemption: TaxExemption?
}
