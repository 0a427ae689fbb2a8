package import Foundation

/// A promotion that gives nothing, and why, for the page to say.
package struct PromotionRefusal: Hashable, Sendable, Codable {
    /// Why a promotion gives nothing.
    package enum Reason: Hashable, Sendable, Codable {
        /// The shop has no such code.
        case unknownCode
        /// It starts later.
        case notYet(from: Date)
        /// It is over.
        case expired(at: Date)
        /// It has been used as often as it may.
        case usedUp
        /// This buyer has used it as often as a buyer may.
        case alreadyUsed
        /// Its amounts are in another currency than the cart.
        case otherCurrency(_ currency: Currency)
        /// It is for first orders.
        case notFirstOrder
        /// It is for other customers.
        case otherCustomers
        /// It is for other countries.
        case otherCountry(_ country: String)
        /// It is for certain countries, and no address is known yet.
        case addressNeeded
        /// The counted goods cost too little.
        case spendNotReached(missing: Money)
        /// Too few of the counted pieces are in the cart.
        case quantityNotReached(missing: Int)
        /// Nothing in the cart is part of it.
        case nothingEligible
        /// Other promotions have taken everything off already, or shipping costs nothing anyway.
        case nothingLeft
        /// It makes shipping cheaper, and no method has been chosen yet.
        case shippingNotChosen
        /// It does not go together with others, and these save more.
        case notCombined(with: [PricingID<PromotionRule>])
    }

    /// The promotion; nil for a code that the shop does not know.
    package let promotion: PricingID<PromotionRule>?
    /// The code as the shopper typed it; nil for an automatic promotion.
    package let code: String?
    /// Why it gives nothing.
    package let reason: Reason
}
