extension PriceQuote {
    /// How the sum came about, step by step: what adds, less what takes, is the total and then what is due.
    package var steps: [PriceStep] {
        goodsSteps + shippingSteps + taxSteps
            + [PriceStep(effect: .sums, amount: totals.total, reason: .total)]
            + giftCards.map { PriceStep(effect: .takes, amount: $0.amount, reason: .giftCard($0.card)) }
            + (giftCards.isEmpty ? [] : [PriceStep(effect: .sums, amount: due, reason: .due)])
    }

    private var goodsSteps: [PriceStep] {
        let pieces = lines.reduce(0) { $0 + $1.quantity }
        return [PriceStep(effect: .adds, amount: totals.subtotal, reason: .goods(pieces: pieces))]
            + promotionSteps(\.goods)
    }

    private var shippingSteps: [PriceStep] {
        let reason: PriceStep.Reason =
            switch shipping.choice {
            case .nothingToShip: .nothingToShip
            case .open, .unavailable: .shippingOpen
            case .chosen(let offer): .shipping(name: offer.name, basis: offer.basis)
            }
        return [PriceStep(effect: .adds, amount: shipping.price, reason: reason)] + promotionSteps(\.shipping)
    }

    private func promotionSteps(_ part: KeyPath<AppliedPromotion, Money>) -> [PriceStep] {
        promotions.filter { !$0[keyPath: part].isZero }.map {
            PriceStep(
                effect: .takes,
                amount: $0[keyPath: part],
                reason: .promotion($0.promotion, name: $0.name, grounds: $0.grounds)
            )
        }
    }

    private var taxSteps: [PriceStep] {
        let effect: PriceStep.Effect = tax.pricesIncludeTax ? .tells : .adds
        let charges = tax.groups.flatMap { group in
            group.charges.map {
                PriceStep(effect: effect, amount: $0.amount, reason: .tax($0.tax, net: group.net))
            }
        }
        let reliefs = tax.groups.compactMap { group -> PriceStep? in
            guard case .relieved(let exemption) = group.treatment, !group.relief.isZero else { return nil }
            return PriceStep(effect: .takes, amount: group.relief, reason: .relief(exemption))
        }
        return charges + reliefs
    }
}
