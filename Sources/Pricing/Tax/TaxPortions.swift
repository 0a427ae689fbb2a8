/// Cuts an order into what bears tax: every line as it stands after discounts, then shipping by tax class.
struct TaxPortions {
    /// One for each line in the order of the priced cart, then those of shipping.
    let portions: [TaxAssessment.Portion]

    /// Cuts what the ledger has left.
    init(_ cart: PricedCart, _ ledger: DiscountLedger, _ shippingTax: ShippingTax) {
        let goods = zip(cart.lines, ledger.remaining).map {
            TaxAssessment.Portion(taxClass: $0.taxClass, amount: $1)
        }
        portions = goods + Self.shipping(cart, ledger, shippingTax)
    }

    private static func shipping(
        _ cart: PricedCart, _ ledger: DiscountLedger, _ tax: ShippingTax
    ) -> [TaxAssessment.Portion] {
        guard ledger.shipping > 0 else { return [] }
        switch tax {
        case .asClass(let taxClass):
            return [TaxAssessment.Portion(taxClass: taxClass, amount: ledger.shipping)]
        case .withGoods:
            // Where promotions have made everything free, the prices before them say what was shipped.
            let paid = weights(cart, ledger.remaining)
            let weights = paid.contains { $0.amount > 0 } ? paid : weights(cart, cart.subtotals)
            let shares = Amounts.apportion(ledger.shipping, over: weights.map(\.amount))
            return zip(weights, shares).filter { $1 > 0 }.map {
                TaxAssessment.Portion(taxClass: $0.taxClass, amount: $1)
            }
        }
    }

    /// What the shipped goods of each class cost, by the names of the classes.
    private static func weights(_ cart: PricedCart, _ amounts: [MinorUnits]) -> [TaxAssessment.Portion] {
        var sums: [TaxClass: MinorUnits] = [:]
        for (line, amount) in zip(cart.lines, amounts) where line.requiresShipping {
            sums[line.taxClass, default: 0] += amount
        }
        return sums.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            TaxAssessment.Portion(taxClass: $0.key, amount: $0.value)
        }
    }
}
