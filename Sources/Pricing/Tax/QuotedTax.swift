/// The tax of an order.
package struct QuotedTax: Hashable, Sendable, Codable {
    /// The zone that the order goes to, if the shop has one there.
    package let zone: PricingID<TaxZone>?
    /// Whether the prices hold the tax.
    package let pricesIncludeTax: Bool
    /// Everything that is taxed alike, together: the table at the foot of an invoice, the highest taxes first.
    package let groups: [TaxedAmount]
    /// All taxes that are charged.
    package let charged: Money
    /// What of them comes on top of the prices: all or nothing.
    package let added: Money
    /// The tax in the prices that an exempt buyer does not pay.
    package let relief: Money

    /// What of the charged taxes the prices hold already.
    package var contained: Money { charged.reduced(by: added.minorUnits) }
}

extension TaxAssessment {
    /// Every portion with its taxes, in the order in which they were assessed.
    func taxed(_ portions: [Portion], _ terms: TaxTerms, in currency: Currency) -> [TaxedAmount] {
        var taxed = [TaxedAmount?](repeating: nil, count: portions.count)
        for group in groups {
            for (place, member) in group.members.enumerated() {
                let taxes = group.taxes.map { $0[place] }
                taxed[member] = TaxedAmount(portions[member].amount, taxes, group.treatment, terms, currency)
            }
        }
        return taxed.compactMap(\.self)
    }

    /// The whole tax; throws when it is beyond counting.
    func quoted(
        _ portions: [Portion], _ terms: TaxTerms, in currency: Currency
    ) throws(PricingError) -> QuotedTax {
        var sums: [TaxedAmount] = []
        for group in groups {
            var taxes: [MinorUnits] = []
            for shares in group.taxes {
                taxes.append(try shares.total())
            }
            let amount = group.members.reduce(0) { $0 + portions[$1].amount }
            sums.append(TaxedAmount(amount, taxes, group.treatment, terms, currency))
        }
        sums.sort { ($0.treatment.height, $0.net.minorUnits) > ($1.treatment.height, $1.net.minorUnits) }
        let charged = Money(minorUnits: try sums.map(\.tax.minorUnits).total(), currency)
        return QuotedTax(
            zone: zone?.id,
            pricesIncludeTax: terms.pricesIncludeTax,
            groups: sums,
            charged: charged,
            added: terms.pricesIncludeTax ? .zero(currency) : charged,
            relief: Money(minorUnits: sums.reduce(0) { $0 + $1.relief.minorUnits }, currency)
        )
    }
}

extension TaxTreatment {
    /// How high the taxes are, for the order of the table.
    fileprivate var height: Int { taxes.reduce(0) { $0 + $1.rate.millionths } }
}
