/// What a cart costs, part by part: `total = subtotal - discount + shipping + tax - relief`, exactly.
package struct Totals: Hashable, Sendable, Codable {
    /// The price of each line before discounts, in the order of the cart.
    package let lines: [Money]
    /// The sum of the lines.
    package let subtotal: Money
    /// What promotions took off the goods, never more than the subtotal.
    package let discount: Money
    /// What is paid for shipping, its own discounts taken off.
    package let shipping: Money
    /// The taxes that come on top of the prices.
    package let tax: Money
    /// The taxes in the prices that an exempt buyer does not pay.
    package let relief: Money
    /// What the order costs.
    package let total: Money

    /// Throws unless the database's columns hold every part exactly.
    package func requireStorable() throws(PricingError) {
        for amount in lines + [subtotal, discount, shipping, tax, relief, total] {
            try PricingError.rethrowing { () throws(MoneyError) in try amount.requireStorable() }
        }
    }
}
