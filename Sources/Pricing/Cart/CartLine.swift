/// One line of a cart to be priced: what one piece costs, how many there are, and what rules ask about it.
package struct CartLine: Hashable, Sendable {
    /// The most pieces that one line may hold.
    package static let maximumQuantity = 9_999

    /// Names the line in the result; unique in its cart.
    package let id: PricingID<CartLine>
    /// The product.
    package let product: PricingID<PricedProduct>
    /// The product's variant.
    package let variant: PricingID<PricedVariant>
    /// The number of pieces, at least one.
    package let quantity: Int
    /// The price of one piece.
    package let unitPrice: Money
    /// What one piece used to cost, where that is shown.
    package var compareAtPrice: Money?
    /// Prices of one piece at larger quantities of this line.
    package var tiers: [PriceTier] = []
    /// The categories of the product, those above them included.
    package var categories: Set<PricingID<PricedCategory>> = []
    /// The product's tags.
    package var tags: Set<String> = []
    /// How the product is taxed.
    package var taxClass = TaxClass.standard
    /// Whether it has to be brought; digital goods and services have not.
    package var requiresShipping = true
    /// What one piece weighs.
    package var grams = 0
    /// Whether promotions may touch it. A gift card for sale, for one, is money and never cheaper.
    package var isDiscountable = true

    /// A line of `quantity` pieces at `unitPrice` each; everything else is set afterwards.
    package init(
        id: PricingID<CartLine>,
        product: PricingID<PricedProduct>,
        variant: PricingID<PricedVariant>,
        quantity: Int,
        unitPrice: Money
    ) {
        self.id = id
        self.product = product
        self.variant = variant
        self.quantity = quantity
        self.unitPrice = unitPrice
    }

    /// The tier that the quantity has reached, if any.
    package var tier: PriceTier? {
        tiers.filter { $0.quantity <= quantity }.max { $0.quantity < $1.quantity }
    }

    /// What one piece costs at this quantity.
    package var price: Money { tier?.unitPrice ?? unitPrice }

    /// Whether it is offered below what it used to cost.
    package var isReduced: Bool {
        compareAtPrice.map { $0.currency == price.currency && $0.minorUnits > price.minorUnits } ?? false
    }
}
