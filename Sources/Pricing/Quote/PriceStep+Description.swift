extension PriceStep: CustomStringConvertible {
    /// The step in plain English, for logs: `- $5.00: 10 % (Spring sale)`.
    package var description: String {
        let sign =
            switch effect {
            case .adds: "+"
            case .takes: "-"
            case .tells: "  of which"
            case .sums: "="
            }
        return "\(sign) \(amount.formatted()): \(reason)"
    }
}

extension PriceStep.Reason: CustomStringConvertible {
    /// The reason in plain English, for logs.
    package var description: String {
        switch self {
        case .goods(let pieces): pieces == 1 ? "1 item" : "\(pieces) items"
        case .promotion(_, let name, let grounds): "\(grounds) (\(name))"
        case .nothingToShip: "nothing to ship"
        case .shippingOpen: "shipping is not chosen yet"
        case .shipping(let name, let basis): "\(name), \(basis)"
        case .tax(let tax, let net): "\(tax.name), \(tax.rate) on \(net.formatted())"
        case .relief(.reverseCharge(let number)): "tax owed by the buyer (\(number))"
        case .relief(.certificate(let reference)): "exempt from tax (\(reference))"
        case .total: "total"
        case .giftCard(let card): "gift card \(card)"
        case .due: "due"
        }
    }
}

extension AppliedPromotion.Grounds: CustomStringConvertible {
    /// The grounds in plain English, for logs.
    package var description: String {
        switch self {
        case .percentage(let rate): "\(rate)"
        case .amount(let amount): "\(amount.formatted()) off"
        case .tier(let tier): "\(tier)"
        case .buyGet(let deals, let pieces, let reduction):
            "\(deals) × buy and get, \(pieces) pieces at \(reduction) off"
        case .freeShipping: "free shipping"
        }
    }
}

extension PromotionTier: CustomStringConvertible {
    /// The step in plain English, for logs.
    package var description: String {
        let off =
            switch reduction {
            case .percentage(let rate): "\(rate)"
            case .amount(let amount): "\(amount.formatted()) off"
            }
        return switch threshold {
        case .quantity(let pieces): "\(off) from \(pieces) pieces"
        case .spend(let amount): "\(off) from \(amount.formatted())"
        }
    }
}

extension ShippingOffer.Basis: CustomStringConvertible {
    /// The basis in plain English, for logs.
    package var description: String {
        switch self {
        case .flat: "flat"
        case .weight(let grams, _): "up to \(grams) g"
        case .total(let total, _): "from \(total.formatted())"
        case .free(let total): "free from \(total.formatted())"
        }
    }
}
