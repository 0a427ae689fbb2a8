extension PricingRequest {
    /// The engine's door: whatever passes is in one currency, not negative, and small enough to be added up.
    func check(_ rules: PricingRules) throws(PricingError) {
        guard lines.count <= Self.lineLimit else { throw .tooManyLines(lines.count) }
        var seen: Set<PricingID<CartLine>> = []
        for line in lines {
            guard seen.insert(line.id).inserted else { throw .repeatedLine(line.id) }
            try check(line)
        }
        for amount in rules.shipping.amounts {
            try check(amount, times: 1)
        }
        for card in giftCards where card.balance.isNegative {
            throw .negative(card.balance)
        }
    }

    private func check(_ line: CartLine) throws(PricingError) {
        guard (1...CartLine.maximumQuantity).contains(line.quantity) else { throw .quantity(line.quantity) }
        guard (0...1_000_000_000).contains(line.grams) else { throw .weight(grams: line.grams) }
        try check(line.unitPrice, times: line.quantity)
        for tier in line.tiers {
            try check(tier.unitPrice, times: line.quantity)
        }
    }

    private func check(_ amount: Money, times quantity: Int) throws(PricingError) {
        guard amount.currency == currency else { throw .money(.currencyMismatch(currency, amount.currency)) }
        guard !amount.isNegative else { throw .negative(amount) }
        guard amount.minorUnits <= Amounts.limit / quantity else { throw .money(.overflow) }
    }
}
