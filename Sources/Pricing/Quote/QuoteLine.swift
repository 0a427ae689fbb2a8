/// A line of a priced cart: `taxed` is what is paid for it, after discounts and with tax.
package struct QuoteLine: Hashable, Sendable, Codable {
    /// The line of the cart.
    package let id: PricingID<CartLine>
    /// The product.
    package let product: PricingID<PricedProduct>
    /// The product's variant.
    package let variant: PricingID<PricedVariant>
    /// The number of pieces.
    package let quantity: Int
    /// What one piece costs.
    package let unitPrice: Money
    /// The tier of quantity that made it so, if one did.
    package let tier: PriceTier?
    /// The price of the line before discounts.
    package let subtotal: Money
    /// What promotions took off.
    package let discount: Money
    /// What is paid, and its taxes.
    package let taxed: TaxedAmount
}
