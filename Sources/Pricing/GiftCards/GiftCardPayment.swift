import Foundation

/// What gift cards pay of a total, one after the other, each as much as it can. A card that is given twice pays once.
struct GiftCardPayment {
    private(set) var uses: [GiftCardUse] = []
    private(set) var refusals: [GiftCardRefusal] = []
    /// What remains to be paid.
    private(set) var due: Money

    /// Lets the cards pay of `total`, in their order.
    init(of total: Money, with cards: [GiftCardBalance], at instant: Date) {
        due = total
        var seen: Set<PricingID<GiftCardBalance>> = []
        for card in cards where seen.insert(card.id).inserted {
            if let reason = refusal(of: card, at: instant) {
                refusals.append(GiftCardRefusal(card: card.id, reason: reason))
            } else {
                use(card)
            }
        }
    }

    private func refusal(of card: GiftCardBalance, at instant: Date) -> GiftCardRefusal.Reason? {
        if card.balance.currency != due.currency { return .otherCurrency(card.balance.currency) }
        if let expires = card.expires, expires <= instant { return .expired(at: expires) }
        if card.balance.minorUnits <= 0 { return .empty }
        return due.isZero ? .notNeeded : nil
    }

    private mutating func use(_ card: GiftCardBalance) {
        let amount = min(card.balance.minorUnits, due.minorUnits)
        uses.append(
            GiftCardUse(
                card: card.id,
                amount: Money(minorUnits: amount, due.currency),
                remaining: card.balance.reduced(by: amount)
            )
        )
        due = due.reduced(by: amount)
    }
}
