import Foundation
package import Pricing

/// What a cart costs under the store's terms, as it is shown before the order and written with it.
package struct CheckoutQuote: Hashable, Sendable {
    package let totals: Totals
    /// The tax that the prices hold already, where they do; nothing is added for it.
    package let includedTax: Money

    package init(of items: [CartItem], under terms: CheckoutTerms) throws(TotalsError) {
        let goods = try Totals(of: items.map(\.line), in: terms.currency)
        let taxable = try Totals(of: items.filter(\.isTaxable).map(\.line), in: terms.currency).subtotal
        let tax = try Self.tax(on: taxable, under: terms)
        totals = try Totals(
            of: items.map(\.line),
            in: terms.currency,
            shipping: [Self.shipping(of: items, worth: goods.subtotal, under: terms)],
            taxes: terms.pricesIncludeTax || tax.isZero ? [] : [Charge(tax, reason: "Tax")]
        )
        includedTax = terms.pricesIncludeTax ? tax : .zero(terms.currency)
    }

    /// The net price of the goods and the whole tax: the order's columns, which add up to the total either way.
    package var netSubtotal: Money {
        Money(minorUnits: totals.subtotal.minorUnits - includedTax.minorUnits, totals.subtotal.currency)
    }

    package var wholeTax: Money {
        Money(minorUnits: totals.tax.minorUnits + includedTax.minorUnits, totals.tax.currency)
    }

    private static func shipping(of items: [CartItem], worth goods: Money, under terms: CheckoutTerms) -> Charge {
        guard items.contains(where: \.requiresShipping) else {
            return Charge(.zero(terms.currency), reason: "Nothing to ship")
        }
        if let freeFrom = terms.shippingFreeFrom, goods.minorUnits >= freeFrom.minorUnits {
            return Charge(.zero(terms.currency), reason: "Free shipping")
        }
        return Charge(terms.shippingRate, reason: "Standard shipping")
    }

    /// On the goods as a whole, rounded half up once; out of gross prices it is `gross × rate ÷ (1 + rate)`.
    private static func tax(on taxable: Money, under terms: CheckoutTerms) throws(TotalsError) -> Money {
        let millionths = NSDecimalNumber(decimal: terms.taxRate * 1_000_000).intValue
        let divisor = terms.pricesIncludeTax ? 1_000_000 + millionths : 1_000_000
        let (product, overflow) = taxable.minorUnits.multipliedReportingOverflow(by: millionths)
        guard !overflow else { throw .money(.overflow) }
        return Money(minorUnits: (product + divisor / 2) / divisor, terms.currency)
    }
}

extension CartItem {
    var line: CartLine { CartLine(unitPrice: unitPrice, quantity: quantity) }
}
