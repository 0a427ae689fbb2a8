package import Foundation

/// A gift card that somebody wants to pay with. Who may, and its code, is the database's business.
package struct GiftCardBalance: Hashable, Sendable, Codable {
    /// The card.
    package let id: PricingID<GiftCardBalance>
    /// What is on it.
    package let balance: Money
    /// Until when it can be used.
    package let expires: Date?

    /// A card with that balance.
    package init(id: PricingID<GiftCardBalance>, balance: Money, expires: Date? = nil) {
        self.id = id
        self.balance = balance
        self.expires = expires
    }
}
