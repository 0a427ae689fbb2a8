import Foundation

/// Finds out whether a promotion's conditions are met by a cart before any discount.
struct PromotionJudge {
    /// The cart before any discount.
    let cart: PricedCart
    /// Who buys, where to, and when.
    let request: PricingRequest

    /// Why the promotion is not given, or nil where it is.
    func refusal(of rule: PromotionRule) -> PromotionRefusal.Reason? {
        currencyRefusal(of: rule) ?? timeRefusal(of: rule.conditions) ?? usesRefusal(of: rule)
            ?? buyerRefusal(of: rule.conditions) ?? countryRefusal(of: rule.conditions)
            ?? minimumRefusal(of: rule.conditions)
    }

    private func currencyRefusal(of rule: PromotionRule) -> PromotionRefusal.Reason? {
        let amounts = rule.benefit.amounts + [rule.conditions.minimumSpend].compactMap(\.self)
        return amounts.first { $0.currency != cart.currency }.map { .otherCurrency($0.currency) }
    }

    private func timeRefusal(of conditions: PromotionConditions) -> PromotionRefusal.Reason? {
        if let start = conditions.start, request.instant < start { return .notYet(from: start) }
        if let end = conditions.end, request.instant >= end { return .expired(at: end) }
        return nil
    }

    private func usesRefusal(of rule: PromotionRule) -> PromotionRefusal.Reason? {
        if let left = rule.usesLeft, left <= 0 { return .usedUp }
        if let left = rule.usesLeftForBuyer, left <= 0 { return .alreadyUsed }
        return nil
    }

    private func buyerRefusal(of conditions: PromotionConditions) -> PromotionRefusal.Reason? {
        if conditions.isForFirstOrder && request.buyer.hasOrdered { return .notFirstOrder }
        if !conditions.segments.isEmpty && conditions.segments.isDisjoint(with: request.buyer.segments) {
            return .otherCustomers
        }
        return nil
    }

    private func countryRefusal(of conditions: PromotionConditions) -> PromotionRefusal.Reason? {
        guard !conditions.countries.isEmpty else { return nil }
        guard let country = request.destination?.country else { return .addressNeeded }
        return conditions.countries.contains(country) ? nil : .otherCountry(country)
    }

    private func minimumRefusal(of conditions: PromotionConditions) -> PromotionRefusal.Reason? {
        guard conditions.minimumSpend != nil || conditions.minimumQuantity != nil else { return nil }
        let (spend, quantity) = cart.measure(conditions.counted)
        if let minimum = conditions.minimumSpend, spend < minimum.minorUnits {
            return .spendNotReached(missing: minimum.reduced(by: spend))
        }
        if let minimum = conditions.minimumQuantity, quantity < minimum {
            return .quantityNotReached(missing: minimum - quantity)
        }
        return nil
    }
}
