package import Foundation

/// What a gift card pays of an order. A gift card is money, not a discount: it is used last and changes no tax.
package struct GiftCardUse: Hashable, Sendable, Codable {
    /// The card.
    package let card: PricingID<GiftCardBalance>
    /// What it pays.
    package let amount: Money
    /// What remains on it.
    package let remaining: Money
}

/// A gift card that pays nothing, and why.
package struct GiftCardRefusal: Hashable, Sendable, Codable {
    /// Why a gift card pays nothing.
    package enum Reason: Hashable, Sendable, Codable {
        /// It is in another currency than the cart.
        case otherCurrency(_ currency: Currency)
        /// Its time is over.
        case expired(at: Date)
        /// Nothing is on it.
        case empty
        /// Everything is paid without it.
        case notNeeded
    }

    /// The card.
    package let card: PricingID<GiftCardBalance>
    /// Why it pays nothing.
    package let reason: Reason
}

extension GiftCardRefusal.Reason: CustomStringConvertible {
    /// The reason in plain English, for logs.
    package var description: String {
        switch self {
        case .otherCurrency(let currency): "in \(currency)"
        case .expired(let end): "ended at \(end)"
        case .empty: "empty"
        case .notNeeded: "not needed"
        }
    }
}
