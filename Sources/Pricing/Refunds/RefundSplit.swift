/// Divides a refund between the gift cards and the payment that paid, none of which gets more back than it gave.
struct RefundSplit {
    private(set) var giftCards: [RefundQuote.GiftCard] = []
    private(set) var payment: MinorUnits = 0
    private var left: MinorUnits

    /// Divides `total`, after what earlier refunds have given back.
    init(_ total: MinorUnits, of quote: PriceQuote, after earlier: [RefundQuote], _ order: RefundRequest.Order) {
        left = total
        let paid = quote.due.minorUnits - earlier.reduce(0) { $0 + $1.payment.minorUnits }
        if order == .paymentFirst { payment = take(paid) }
        for use in quote.giftCards.reversed() {
            let returned = earlier.flatMap(\.giftCards).filter { $0.card == use.card }
            let amount = take(use.amount.minorUnits - returned.reduce(0) { $0 + $1.amount.minorUnits })
            if amount > 0 { giftCards.append(RefundQuote.GiftCard(card: use.card, amount: use.amount.with(amount))) }
        }
        if order == .giftCardsFirst { payment = take(paid) }
    }

    private mutating func take(_ most: MinorUnits) -> MinorUnits {
        let amount = min(left, max(0, most))
        left -= amount
        return amount
    }
}
