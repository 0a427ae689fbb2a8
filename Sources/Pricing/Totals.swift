/// What a cart costs, part by part: `total = subtotal - discount + shipping + tax`, exactly.
package struct Totals: Hashable, Sendable {
    /// The price of each line, in the order of the cart.
    package let lines: [Money]
    /// The sum of the lines.
    package let subtotal: Money
    /// The sum of the discounts, never more than the subtotal.
    package let discount: Money
    /// The sum of the shipping charges.
    package let shipping: Money
    /// The sum of the taxes.
    package let tax: Money
    /// What is to be paid.
    package let total: Money
    /// How the total came about, step by step, ready to be shown.
    package let explanation: [Step]

    /// Prices a cart. Pure: the same cart always costs the same, and the order of its lines changes nothing but
    /// the order of `lines`. Throws for nonsense quantities, negative amounts, mixed currencies, discounts larger
    /// than the goods, and whatever the database's columns cannot hold.
    package init(
        of cart: [CartLine],
        in currency: Currency,
        discounts: [Charge] = [],
        shipping shippingCharges: [Charge] = [],
        taxes: [Charge] = []
    ) throws(TotalsError) {
        var lines: [Money] = []
        for line in cart {
            lines.append(try line.total())
        }
        self.lines = lines
        let subtotal = try Self.sum(lines, in: currency)
        let discount = try Self.sum(charges: discounts, in: currency)
        let shipping = try Self.sum(charges: shippingCharges, in: currency)
        let tax = try Self.sum(charges: taxes, in: currency)
        guard discount.minorUnits <= subtotal.minorUnits else {
            throw .discountExceedsSubtotal(discount: discount, subtotal: subtotal)
        }
        total = try TotalsError.rethrowing { () throws(MoneyError) in
            let total = try subtotal - discount + shipping + tax
            try total.requireStorable()
            return total
        }
        self.subtotal = subtotal
        self.discount = discount
        self.shipping = shipping
        self.tax = tax
        explanation =
            [Step(.subtotal, subtotal, reason: Self.reason(for: cart))]
            + discounts.map { Step(.discount, $0.amount, reason: $0.reason) }
            + shippingCharges.map { Step(.shipping, $0.amount, reason: $0.reason) }
            + taxes.map { Step(.tax, $0.amount, reason: $0.reason) }
            + [Step(.total, total, reason: "Total")]
    }

    private static func sum(charges: [Charge], in currency: Currency) throws(TotalsError) -> Money {
        for charge in charges where charge.amount.isNegative {
            throw .negative(charge.amount)
        }
        return try sum(charges.map(\.amount), in: currency)
    }

    private static func sum(_ amounts: [Money], in currency: Currency) throws(TotalsError) -> Money {
        try TotalsError.rethrowing { () throws(MoneyError) in
            let sum = try Money.sum(amounts, in: currency)
            try sum.requireStorable()
            return sum
        }
    }

    private static func reason(for cart: [CartLine]) -> String {
        let pieces = cart.reduce(0) { $0 + $1.quantity }
        return pieces == 1 ? "1 item" : "\(pieces) items"
    }
}
