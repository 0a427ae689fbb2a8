import Foundation
package import Pricing

/// What a cart costs under the store's terms, as it is shown before the order and written with it.
package struct CheckoutQuote: Hashable, Sendable {
    /// Every line, discount, tax and charge.
    package let price: PriceQuote

    package init(
        of items: [CartItem],
        under terms: CheckoutTerms,
        in circumstances: PricingCircumstances = PricingCircumstances()
    ) throws(PricingError) {
        var request = PricingRequest(items.map(\.line), in: terms.currency, at: circumstances.instant)
        request.shippingMethod = CheckoutTerms.standardShipping
        request.codes = circumstances.codes
        request.buyer = circumstances.buyer
        request.destination = circumstances.destination
        var rules = try terms.pricingRules()
        rules.promotions = circumstances.promotions
        price = try PriceQuote(of: request, under: rules)
        try price.totals.requireStorable()
    }

    package var totals: Totals { price.totals }

    /// The tax that the prices hold already, where they do; nothing is added for it.
    package var includedTax: Money { price.tax.contained }

    /// Why codes that were typed in give nothing.
    package var refusedCodes: [PromotionRefusal] { price.refusals.filter { $0.code != nil } }

    /// The net price of the goods and the whole tax: the order's columns, which add up to the total either way.
    package var netSubtotal: Money {
        Money(minorUnits: totals.subtotal.minorUnits - includedTax.minorUnits, totals.subtotal.currency)
    }

    package var wholeTax: Money { price.tax.charged }

    /// How the goods travel, as the order keeps it.
    package var shippingMethod: String {
        switch price.shipping.choice {
        case .nothingToShip, .open, .unavailable: "Nothing to ship"
        case .chosen(let offer): offer.isEarned ? "Free shipping" : offer.name
        }
    }
}

extension ShippingOffer {
    /// Whether it is free for what the goods cost.
    fileprivate var isEarned: Bool {
        if case .free = basis { true } else { false }
    }
}

extension CartItem {
    /// The item to be priced. A cart holds each variant once, so the variant names the line.
    var line: CartLine {
        var line = CartLine(
            id: PricingID(variant.uuid),
            product: PricingID(product.uuid),
            variant: PricingID(variant.uuid),
            quantity: quantity,
            unitPrice: unitPrice
        )
        line.taxClass = isTaxable ? .standard : .exempt
        line.requiresShipping = requiresShipping
        return line
    }
}
