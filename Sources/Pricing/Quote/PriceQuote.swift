package import Foundation

/// What a cart costs, to the last minor unit, and how that came about. A value to be shown, compared with what the
/// shopper saw, and stored with the order.
package struct PriceQuote: Hashable, Sendable, Codable {
    /// The currency of every amount.
    package let currency: Currency
    /// The instant that it was priced for.
    package let instant: Date
    /// The lines, in the order of the cart.
    package let lines: [QuoteLine]
    /// The promotions that gave something, in the order in which they were taken off.
    package let promotions: [AppliedPromotion]
    /// Those that gave nothing, and codes that are not known.
    package let refusals: [PromotionRefusal]
    /// How it is brought.
    package let shipping: QuotedShipping
    /// What the state gets.
    package let tax: QuotedTax
    /// The sums.
    package let totals: Totals
    /// What gift cards pay.
    package let giftCards: [GiftCardUse]
    /// Gift cards that pay nothing.
    package let giftCardRefusals: [GiftCardRefusal]
    /// What remains to be paid.
    package let due: Money

    /// Prices a cart. Pure: the same cart under the same rules always costs the same, and neither the order of its
    /// lines nor that of the rules changes what is paid. Throws for nonsense quantities, negative or mixed amounts, and
    /// sums beyond counting.
    package init(of request: PricingRequest, under rules: PricingRules) throws(PricingError) {
        self = try PriceCalculation(request, rules).quote()
    }

    /// The result of a calculation.
    init(_ calculation: PriceCalculation, lines: [QuoteLine], _ shipping: QuotedShipping, _ payment: GiftCardPayment) {
        currency = calculation.request.currency
        instant = calculation.request.instant
        self.lines = lines
        promotions = calculation.applied
        refusals = calculation.refusals
        self.shipping = shipping
        tax = calculation.tax
        totals = calculation.totals
        giftCards = payment.uses
        giftCardRefusals = payment.refusals
        due = payment.due
    }
}
